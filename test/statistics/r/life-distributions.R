# Writes life-distributions.json beside it: fits of R's survreg (package survival) and likelihood-ratio
# intervals by optimize and uniroot, on random sets. Run: Rscript life-distributions.R
suppressPackageStartupMessages(library(survival))
set.seed(20240611)

right <- function(t, limit) {
  data.frame(lower = pmin(t, limit), upper = ifelse(t <= limit, t, NA), count = 1)
}
mixed <- function(t) {
  kind <- rep_len(c("exact", "right", "left", "interval"), length(t))
  data.frame(
    lower = ifelse(kind == "left", NA, ifelse(kind == "interval", t * 0.8, t)),
    upper = ifelse(kind == "right", NA, ifelse(kind == "interval", t * 1.3, t)),
    count = rep_len(1:3, length(t)))
}
grouped <- function(t, ends) {
  bin <- findInterval(t, ends)
  lower <- c(NA, ends)[bin + 1]
  upper <- c(ends, NA)[bin + 1]
  known <- aggregate(rep(1, length(t)), list(bin = bin), sum)
  first <- match(known$bin, bin)
  data.frame(lower = lower[first], upper = upper[first], count = known$x)
}
heavy <- rweibull(200, 1.7, 1000)
sets <- list(
  heavy_censoring = right(heavy, sort(heavy)[6]),
  ties = right(ceiling(rweibull(40, 2.5, 8)), 10),
  tiny_times = right(rlnorm(25, log(1e-12), 0.7), 2e-12),
  huge_times = right(rweibull(25, 0.8, 1e12), 1.2e12),
  five = right(rweibull(5, 2, 100), Inf),
  mixed = mixed(rweibull(32, 1.5, 300)),
  grouped = grouped(rlnorm(150, 4, 0.5), c(20, 35, 50, 65, 80, 110)),
  random_censoring = {
    t <- rweibull(120, 3, 50); limit <- runif(120, 0, 80); right(t, limit)
  })
real_line <- list(
  around_zero = right(rnorm(30, 1, 5), 6),
  far_off = right(1e6 + rnorm(30, 0, 2), 1e6 + 1))

value <- function(x) {
  if (is.null(x) || length(x) == 0) "null"
  else if (is.list(x)) paste0("{", paste0('"', names(x), '": ', sapply(x, value), collapse = ", "), "}")
  else if (is.character(x)) paste0('"', x, '"')
  else if (length(x) == 1) ifelse(is.na(x), "null", sprintf("%.17g", x))
  else paste0("[", paste(sapply(x, value), collapse = ", "), "]")
}

fit_of <- function(d, dist) {
  surv <- Surv(d$lower, d$upper, type = "interval2")
  g <- survreg(surv ~ 1, weights = d$count, dist = dist,
    control = survreg.control(rel.tolerance = 1e-14, maxiter = 200))
  v <- vcov(g)
  scaled <- ncol(v) > 1
  list(dist = dist, location = unname(coef(g)), scale = g$scale, log_likelihood = g$loglik[2],
    first = v[1, 1], both = if (scaled) v[1, 2] else 0, second = if (scaled) v[2, 2] else 0)
}

# The log-likelihood of a distribution of ln t or t: location, ln scale; on t, like survreg's.
logs <- list(
  weibull = list(log = TRUE, S = function(z) -exp(z), F = function(z) log(-expm1(-exp(z))),
    f = function(z) z - exp(z), q = function(p) log(-log(1 - p)), mean = function(s) lgamma(1 + s)),
  lognormal = list(log = TRUE, S = function(z) pnorm(z, lower = FALSE, log = TRUE),
    F = function(z) pnorm(z, log = TRUE), f = function(z) dnorm(z, log = TRUE), q = qnorm,
    mean = function(s) s^2 / 2))
loglik <- function(d, dist, mu, tau) {
  of <- logs[[dist]]; s <- exp(tau)
  a <- (log(d$lower) - mu) / s; b <- (log(d$upper) - mu) / s
  one <- ifelse(is.na(d$upper), of$S(a), ifelse(is.na(d$lower), of$F(b),
    ifelse(d$lower == d$upper, of$f(a) - tau - log(d$lower), log(pmax(exp(of$S(a)) - exp(of$S(b)), 1e-300)))))
  sum(d$count * one)
}
lr <- function(d, dist, fit, mu_of) {
  # mu_of(psi, tau): the location that gives psi its value at that scale.
  profile <- function(psi, tau0) optimize(function(tau) loglik(d, dist, mu_of(psi, tau), tau),
    tau0 + c(-4, 4), maximum = TRUE, tol = 1e-11)$objective
  function(psi) 2 * (fit$log_likelihood - profile(psi, log(fit$scale))) - qchisq(0.95, 1)
}
ends <- function(g, at, step) {
  find <- function(side) {
    reach <- step
    while (g(at + side * reach) < 0) { reach <- reach * 1.5; if (reach > 60) return(NA) }
    uniroot(g, sort(c(at, at + side * reach)), tol = 1e-12)$root
  }
  c(find(-1), find(1))
}
lr_of <- function(d, dist) {
  fit <- fit_of(d, dist); of <- logs[[dist]]; s <- fit$scale
  step <- sqrt(fit$first)
  z10 <- of$q(0.1)
  sigma_at <- function(tau) 2 * (fit$log_likelihood - optimize(function(mu) loglik(d, dist, mu, tau),
    fit$location + c(-8, 8) * exp(tau), maximum = TRUE, tol = 1e-11)$objective) - qchisq(0.95, 1)
  t50 <- fit$location
  z50 <- of$q(0.5)
  list(dist = dist, location = ends(lr(d, dist, fit, function(x, tau) x), fit$location, step),
    log_scale = ends(sigma_at, log(s), sqrt(fit$second)),
    log_b10 = ends(lr(d, dist, fit, function(x, tau) x - z10 * exp(tau)), fit$location + z10 * s, step),
    log_mean = ends(lr(d, dist, fit, function(x, tau) x - of$mean(exp(tau))), fit$location + of$mean(s), step),
    z_time = exp(fit$location - s / 2),
    z = ends(lr(d, dist, fit, function(x, tau) fit$location - s / 2 - x * exp(tau)), -0.5, 0.2))
}

gamma_fit <- function(d) {
  unit <- exp(mean(log(ifelse(is.na(d$lower), d$upper, d$lower))))
  lower <- d$lower / unit; upper <- d$upper / unit
  minus <- function(p) {
    a <- exp(p[1]); b <- exp(p[2])
    one <- ifelse(is.na(upper), pgamma(lower, a, scale = b, lower = FALSE, log = TRUE),
      ifelse(is.na(lower), pgamma(upper, a, scale = b, log = TRUE),
      ifelse(lower == upper, dgamma(lower, a, scale = b, log = TRUE) - log(unit),
      log(pgamma(upper, a, scale = b) - pgamma(lower, a, scale = b)))))
    -sum(d$count * one)
  }
  p <- c(0, 0)
  for (i in 1:20) p <- suppressWarnings(optim(p, minus, control = list(reltol = 1e-16, maxit = 5000)))$par
  v <- solve(optimHess(p, minus, control = list(ndeps = c(1e-4, 1e-4))))
  list(dist = "gamma", shape = exp(p[1]), scale = exp(p[2]) * unit, log_likelihood = -minus(p),
    first = v[1, 1], second = v[2, 2])
}

positive <- c("weibull", "exponential", "lognormal", "loglogistic")
whole <- c("gaussian", "extreme", "logistic")
line <- function(name, d, dists) {
  lived <- all(is.na(d$lower) | d$lower > 0) && "weibull" %in% dists
  value(list(name = name, lower = d$lower, upper = d$upper, count = d$count)) -> head
  fits <- paste(sapply(dists, function(x) value(fit_of(d, x))), collapse = ",\n      ")
  lrs <- if (lived) paste(sapply(names(logs), function(x) value(lr_of(d, x))), collapse = ",\n      ") else ""
  gam <- if (lived) value(gamma_fit(d)) else "null"
  paste0("    ", sub("}$", "", head), ",\n    \"fits\": [\n      ", fits, "\n    ],\n    \"gamma\": ", gam,
    ",\n    \"likelihood_ratio\": [\n      ", lrs, "\n    ]}")
}
body <- c(
  sapply(names(sets), function(n) line(n, sets[[n]], c(positive,
    if (n %in% c("five", "mixed", "grouped", "ties")) whole))),
  sapply(names(real_line), function(n) line(n, real_line[[n]], whole)))
made <- value(list(r = R.version.string, survival = as.character(packageVersion("survival")),
  script = "life-distributions.R", seed = "20240611"))
writeLines(paste0("{\n  \"made_by\": ", made, ",\n  \"sets\": [\n", paste(body, collapse = ",\n"), "\n  ]\n}"),
  "life-distributions.json")
