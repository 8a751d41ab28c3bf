# Records trend tests computed in base R (stats::cor.test, pchisq, pnorm, simulation) for random sets.
# Run: Rscript test/statistics/r/trend.R > test/statistics/r/trend.json
SEED <- 20240613
set.seed(SEED)
column <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ","), "]")
object <- function(...) { x <- c(...); paste0("{", paste0("\"", names(x), "\":", x, collapse = ","), "}") }
num <- function(x) sprintf("%.15g", x)

system <- function(scale, beta, rate, termination) {
  n <- max(3, rpois(1, rate))
  times <- sort(scale * runif(n)^(1 / beta))
  list(times = times, end = if (termination == "time") scale else max(times), termination = termination)
}

pooled <- function(systems) {
  used <- lapply(systems, function(s) if (s$termination == "failure") head(s$times, -1) else s$times)
  ends <- vapply(systems, function(s) s$end, 0)
  n <- lengths(used)
  chi <- 2 * sum(mapply(function(t, e) sum(log(e / t)), used, ends))
  u <- sum(mapply(function(t, e) sum(t - e / 2), used, ends)) / sqrt(sum(n * ends^2) / 12)
  gaps <- lapply(systems, function(s) { g <- diff(c(0, s$times)); g / mean(g) })
  cv <- sqrt(sum(vapply(gaps, function(g) sum((g - 1)^2), 0)) / sum(lengths(gaps) - 1))
  share <- sort(unlist(mapply(function(t, e) t / e, used, ends, SIMPLIFY = FALSE)))
  m <- length(share)
  ad <- function(x) -length(x) - mean((2 * seq_along(x) - 1) * (log(x) + log(1 - rev(x))))
  simulated <- replicate(40000, ad(sort(runif(m))))
  object(chi_square = num(chi), df = num(2 * sum(n)), p_lower = num(pchisq(chi, 2 * sum(n))),
         lewis_robinson = num(u / cv), cv = num(cv), p_lewis_robinson = num(2 * pnorm(-abs(u / cv))),
         anderson_darling = num(ad(share)), p_simulated = num(mean(simulated >= ad(share))))
}

write_system <- function(s) object(times = column(s$times), end = num(s$end),
                                   termination = paste0("\"", s$termination, "\""))
sets <- list(list(system(1, 1, 12, "time")), list(system(1e6, 1.4, 20, "failure")),
             list(system(100, 0.8, 6, "time"), system(40, 1, 9, "failure"), system(250, 1.2, 4, "time")),
             lapply(1:8, function(i) system(10 * i, 1, 3, c("time", "failure")[1 + i %% 2])))
pools <- vapply(sets, function(systems) object(
  systems = paste0("[", paste(vapply(systems, write_system, ""), collapse = ","), "]"),
  expected = pooled(systems)), "")

kendall <- vapply(list(rnorm(12), round(rnorm(30), 1), sample(1:5, 40, TRUE), cumsum(rnorm(25)) * 1e6), function(v) {
  test <- suppressWarnings(cor.test(seq_along(v), v, method = "kendall", exact = FALSE, continuity = TRUE))
  slopes <- outer(seq_along(v), seq_along(v), function(i, j) (v[j] - v[i]) / (j - i))
  object(values = column(v), expected = object(z = num(unname(test$statistic)),
    p = num(test$p.value), sen_slope = num(median(slopes[upper.tri(slopes)]))))
}, "")

cat("{\"made_by\":\"test/statistics/r/trend.R\",\"r\":\"", R.version.string, "\",\"seed\":", SEED,
    ",\"pools\":[", paste(pools, collapse = ","), "],\"kendall\":[", paste(kendall, collapse = ","), "]}\n", sep = "")
