# Writes weibull-models.json beside it: three-parameter Weibull fits and mixtures of two Weibull
# populations by optim on the log-likelihood. Run: Rscript weibull-models.R
set.seed(20240612)
cut_at <- function(t, limit) list(times = pmin(t, limit), failed = as.numeric(t <= limit))
threshold_sets <- list(
  complete = cut_at(100 + rweibull(60, 2.2, 80), Inf),
  censored = cut_at(5e6 + rweibull(80, 3, 2e6), 7.2e6),
  tied = cut_at(ceiling(30 + rweibull(50, 2.5, 25)), 65))
mixture_sets <- list(
  apart = cut_at(c(rweibull(40, 1.5, 20), rweibull(80, 4, 1000)), Inf),
  censored = cut_at(c(rweibull(60, 0.9, 1e-9), rweibull(120, 3, 1e-6)), 1.1e-6))

best <- function(minus, start) {
  p <- start
  for (i in 1:30) p <- optim(p, minus, control = list(reltol = 1e-16, maxit = 5000))$par
  p
}
three <- function(d) {
  t <- d$times / 1; first <- min(t[d$failed == 1]); f <- d$failed == 1
  # threshold = first - first * exp(p1); p2 = ln eta, p3 = ln beta
  minus <- function(p) {
    g <- first - first * exp(p[1]); x <- t - g
    if (g < 0 || p[3] < 0.3 || any(x <= 0)) return(1e10)
    -sum(dweibull(x[f], exp(p[3]), exp(p[2]), log = TRUE)) -
      sum(pweibull(x[!f], exp(p[3]), exp(p[2]), lower = FALSE, log = TRUE))
  }
  s <- diff(range(t))
  p <- best(minus, c(log(0.1 * s / first), log(s / 2), log(2)))
  list(threshold = first - first * exp(p[1]), eta = exp(p[2]), beta = exp(p[3]), log_likelihood = -minus(p))
}
two <- function(d) {
  f <- d$failed == 1; unit <- median(d$times); t <- d$times / unit
  minus <- function(p) {
    w <- plogis(p[1])
    dens <- w * dweibull(t[f], exp(p[3]), exp(p[2])) + (1 - w) * dweibull(t[f], exp(p[5]), exp(p[4]))
    surv <- w * pweibull(t[!f], exp(p[3]), exp(p[2]), lower = FALSE) +
      (1 - w) * pweibull(t[!f], exp(p[5]), exp(p[4]), lower = FALSE)
    -sum(log(dens)) + sum(f) * log(unit) - sum(log(surv))
  }
  p <- best(minus, c(qlogis(1 / 3), log(quantile(t, 0.15)), 0, 0, 1))
  list(share = plogis(p[1]), eta = exp(p[c(2, 4)]) * unit, beta = exp(p[c(3, 5)]), log_likelihood = -minus(p))
}
value <- function(x) {
  if (is.list(x)) paste0("{", paste0('"', names(x), '": ', sapply(x, value), collapse = ", "), "}")
  else if (is.character(x)) paste0('"', x, '"')
  else if (length(x) == 1) sprintf("%.17g", x)
  else paste0("[", paste(sapply(x, value), collapse = ", "), "]")
}
run <- function(sets, fit) lapply(sets, function(d) c(d, list(fit = fit(d))))
writeLines(value(list(
  made_by = list(r = R.version.string, script = "weibull-models.R", seed = "20240612"),
  threshold = run(threshold_sets, three), mixture = run(mixture_sets, two))), "weibull-models.json")
