# Records what R's survival package says about random sets, for the tests of src/statistics/nonparametric.
# Run: Rscript test/statistics/r/nonparametric.R > test/statistics/r/nonparametric.json
suppressMessages(library(survival))
SEED <- 20240611
set.seed(SEED)

json <- function(x) {
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0("\"", names(x), "\":", parts, collapse = ","), "}"))
  }
  one <- function(v) {
    if (is.na(v) || (is.numeric(v) && !is.finite(v))) return("null")
    if (is.character(v)) return(paste0("\"", v, "\""))
    if (is.logical(v)) return(tolower(as.character(v)))
    sprintf("%.15g", v)
  }
  if (inherits(x, "scalar")) return(one(unclass(x)))
  paste0("[", paste(vapply(x, one, ""), collapse = ","), "]")
}
scalar <- function(x) structure(x, class = "scalar")

random_set <- function(n, shape, scale, censor, ties, late) {
  life <- scale * rweibull(n, shape)
  end <- scale * censor * runif(n)
  time <- pmin(life, end)
  if (ties > 0) time <- ceiling(time / scale * ties) / ties * scale
  entry <- if (late) time * runif(n) * 0.6 else NULL
  list(time = time, status = as.integer(life <= end), entry = entry,
       count = sample(1:3, n, replace = TRUE))
}

curve <- function(set) {
  y <- if (is.null(set$entry)) Surv(set$time, set$status) else Surv(set$entry, set$time, set$status)
  fit <- function(type) survfit(y ~ 1, weights = set$count, conf.type = type)
  loglog <- fit("log-log")
  plain <- fit("plain")
  at <- loglog$n.event > 0
  q <- quantile(loglog, probs = c(0.1, 0.5))
  list(time = loglog$time[at], n_risk = loglog$n.risk[at], n_event = loglog$n.event[at],
       survival = loglog$surv[at], std_error = (loglog$std.err * loglog$surv)[at],
       lower = loglog$lower[at], upper = loglog$upper[at],
       plain_lower = plain$lower[at], plain_upper = plain$upper[at],
       hazard = loglog$cumhaz[at], hazard_error = loglog$std.chaz[at],
       quantile = unname(q$quantile), quantile_lower = unname(q$lower),
       quantile_upper = unname(q$upper))
}

curves <- list()
settings <- list(list(30, 1.5, 1000, 2, 0, FALSE), list(60, 0.8, 5, 0.4, 0, FALSE),
                 list(80, 2, 100, 1.5, 10, FALSE), list(40, 3, 1e9, 2, 0, FALSE),
                 list(50, 1.2, 200, 3, 0, TRUE), list(70, 1, 50, 2, 12, TRUE),
                 list(8, 1, 1, 9, 0, FALSE))
for (s in settings) {
  set <- do.call(random_set, s)
  curves[[length(curves) + 1]] <- c(set[!vapply(set, is.null, TRUE)], list(expected = curve(set)))
}

ranks <- list()
for (k in 1:6) {
  groups <- c(2, 3, 4, 2, 3, 2)[k]
  set <- random_set(25 * groups, 1.3, 10^(2 * k - 6), c(2, 1, 3, 0.5, 2, 2)[k], c(0, 8, 0, 0, 5, 20)[k], FALSE)
  if (10^(2 * k - 6) < 1) set$time <- set$time / 10^(2 * k - 6)
  group <- sample(seq_len(groups), length(set$time), replace = TRUE)
  for (rho in c(0, 1, 0.5)) {
    d <- survdiff(Surv(set$time, set$status) ~ group, rho = rho)
    ranks[[length(ranks) + 1]] <- list(time = set$time, status = set$status, group = group,
      rho = scalar(rho), expected = list(chi_square = scalar(d$chisq), observed = unname(d$obs),
      expected = unname(d$exp), df = scalar(groups - 1),
      p = scalar(pchisq(d$chisq, groups - 1, lower.tail = FALSE))))
  }
}

modes <- list()
for (k in 1:5) {
  set <- random_set(c(40, 60, 50, 30, 45)[k], 1.4, c(1, 1e6, 300, 20, 100)[k], 2, c(0, 0, 12, 0, 9)[k], k >= 4)
  mode <- ifelse(set$status == 1, sample(1:3, length(set$time), replace = TRUE), 0)
  y <- if (is.null(set$entry)) Surv(set$time, factor(mode, 0:3, c("censor", "a", "b", "c")))
       else Surv(set$entry, set$time, factor(mode, 0:3, c("censor", "a", "b", "c")))
  id <- seq_along(set$time)
  fit <- survfit(y ~ 1, id = id, conf.type = "log-log")
  at <- rowSums(fit$n.event) > 0
  cif <- function(m) list(cif = fit$pstate[at, m + 1], std_error = fit$std.err[at, m + 1],
                          lower = fit$lower[at, m + 1], upper = fit$upper[at, m + 1])
  modes[[length(modes) + 1]] <- c(set[!vapply(set, is.null, TRUE)], list(mode = mode,
    expected = list(time = fit$time[at], survival = fit$pstate[at, 1], a = cif(1), b = cif(2), c = cif(3))))
}

# Interval censoring: R stops its EM early, so the likelihood reached is recorded beside the curve.
visits <- list()
for (k in 1:4) {
  n <- c(30, 60, 100, 40)[k]
  life <- rweibull(n, 1.5, 100)
  grid <- if (k %% 2 == 0) 20 * seq_len(12) else NULL
  bounds <- t(vapply(life, function(x) {
    v <- if (is.null(grid)) sort(runif(4, 0, 200)) else grid[runif(12) < 0.5]
    c(max(c(0, v[v < x])), min(c(Inf, v[v >= x])))
  }, c(0, 0)))
  lower <- bounds[, 1]
  upper <- bounds[, 2]
  y <- Surv(ifelse(lower == 0 & is.finite(upper), NA, lower), ifelse(is.finite(upper), upper, NA), type = "interval2")
  ok <- !(lower == 0 & !is.finite(upper))
  fit <- survfit(y[ok] ~ 1)
  visits[[length(visits) + 1]] <- list(lower = lower[ok], upper = upper[ok],
    expected = list(time = fit$time, survival = fit$surv))
}

cat(json(list(made_by = scalar("test/statistics/r/nonparametric.R"), r = scalar(R.version.string),
  survival = scalar(as.character(packageVersion("survival"))), seed = scalar(SEED),
  curves = curves, ranks = ranks, modes = modes, visits = visits)), "\n", sep = "")
