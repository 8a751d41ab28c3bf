# Records the mean cumulative function of R's survival package (robust by unit) for random sets.
# Run: Rscript test/statistics/r/recurrence.R > test/statistics/r/recurrence.json
suppressMessages(library(survival))
SEED <- 20240612
set.seed(SEED)
column <- function(x) paste0("[", paste(ifelse(is.finite(x), sprintf("%.15g", x), "null"), collapse = ","), "]")

one_set <- function(units, scale, late) {
  rows <- do.call(rbind, lapply(seq_len(units), function(u) {
    start <- if (late) runif(1, 0, 3) else 0
    end <- start + runif(1, 1, 10)
    events <- start + cumsum(rexp(40, rgamma(1, 2, 3)))
    events <- events[events < end]
    stops <- c(events, end)
    data.frame(unit = u, from = c(start, events), to = stops,
               event = c(rep(1, length(events)), 0))
  }))
  rows$from <- rows$from * scale
  rows$to <- rows$to * scale
  # With id, survfit sums the influence of a unit's rows: the robust variance.
  fit <- survfit(Surv(from, to, event) ~ 1, data = rows, id = unit)
  at <- fit$n.event > 0
  paste0("{\"late\":", tolower(late), ",\"unit\":", column(rows$unit), ",\"from\":", column(rows$from),
         ",\"to\":", column(rows$to), ",\"event\":", column(rows$event),
         ",\"expected\":{\"time\":", column(fit$time[at]), ",\"n_risk\":", column(fit$n.risk[at]),
         ",\"mcf\":", column(fit$cumhaz[at]), ",\"std_error\":", column(fit$std.chaz[at]), "}}")
}
sets <- c(one_set(8, 1, FALSE), one_set(20, 1e6, FALSE), one_set(12, 100, TRUE), one_set(30, 1e-2, TRUE))
cat("{\"made_by\":\"test/statistics/r/recurrence.R\",\"r\":\"", R.version.string, "\",\"survival\":\"",
    as.character(packageVersion("survival")), "\",\"seed\":", SEED, ",\"mcf\":[",
    paste(sets, collapse = ","), "]}\n", sep = "")
