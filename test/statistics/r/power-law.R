# Records factors of Crow's interval (by sums and integrate) and fits by optim, in base R.
# Run: Rscript test/statistics/r/power-law.R > test/statistics/r/power-law.json
SEED <- 20240614
set.seed(SEED)
num <- function(x) ifelse(is.finite(x), sprintf("%.15g", x), "null")
column <- function(x) paste0("[", paste(num(x), collapse = ","), "]")

tail_of <- function(n, x) {
  k <- 1:20000
  log_w <- k * log(x) - lgamma(k + 1) - lgamma(k)
  w <- exp(log_w - max(log_w))
  sum(w[k >= n]) / sum(w)
}
by_time <- function(n) {
  at <- function(m, p) exp(uniroot(function(l) tail_of(m, exp(l)) - p, c(2 * log(n) - 40, 2 * log(n) + 6), tol = 1e-13)$root)
  c(n^2 / at(n + 1, 0.975), if (n > 1) n^2 / at(n, 0.025) else Inf)
}
by_failure <- function(n) {
  near <- function(z) {
    v <- qgamma(c(1e-14, 1 - 1e-14), n - 1)
    integrate(function(u) dgamma(exp(u), n - 1) * exp(u) * pgamma(z / exp(u), n), log(v[1]), log(v[2]), rel.tol = 1e-11, abs.tol = 0, subdivisions = 2000)$value
  }
  at <- function(p) exp(uniroot(function(l) near(exp(l)) - p, c(2 * log(n) - 12, 2 * log(n) + 4), tol = 1e-13)$root)
  c(n^2 / at(0.975), n^2 / at(0.025))
}
factors <- vapply(c(2, 3, 5, 12, 40, 150, 1000), function(n)
  paste0("{\"n\":", n, ",\"time\":", column(by_time(n)), ",\"failure\":", column(by_failure(n)), "}"), "")

fits <- vapply(1:3, function(k) {
  scale <- c(100, 1e6, 2)[k]
  systems <- lapply(1:c(3, 6, 10)[k], function(i) {
    end <- scale * runif(1, 0.3, 1)
    n <- rpois(1, 6) + 1
    list(times = sort(end * runif(n)^(1 / c(0.7, 1.5, 2.5)[k])), end = end)
  })
  unit <- max(vapply(systems, function(s) s$end, 0))
  negative <- function(p) -sum(vapply(systems, function(s)
    sum(p[1] + p[2] + (exp(p[2]) - 1) * log(s$times / unit)) - exp(p[1]) * (s$end / unit)^exp(p[2]), 0))
  best <- optim(c(1, 0), negative, method = "BFGS", hessian = TRUE, control = list(reltol = 1e-15, maxit = 1000))
  best <- optim(best$par, negative, method = "BFGS", hessian = TRUE, control = list(reltol = 1e-16, maxit = 1000, ndeps = c(1e-5, 1e-5)))
  total <- sum(vapply(systems, function(s) length(s$times), 0L))
  error <- sqrt(solve(best$hessian)[2, 2])
  paste0("{\"systems\":[", paste(vapply(systems, function(s) paste0("{\"times\":", column(s$times),
    ",\"end\":", num(s$end), ",\"termination\":\"time\"}"), ""), collapse = ","),
    "],\"expected\":{\"beta\":", num(exp(best$par[2])), ",\"mtbf\":", num(unit / exp(sum(best$par))),
    ",\"beta_error\":", num(error), ",\"log_likelihood\":", num(-best$value - total * log(unit)), "}}")
}, "")
cat("{\"made_by\":\"test/statistics/r/power-law.R\",\"r\":\"", R.version.string, "\",\"seed\":", SEED,
    ",\"factors\":[", paste(factors, collapse = ","), "],\"fits\":[", paste(fits, collapse = ","), "]}\n", sep = "")
