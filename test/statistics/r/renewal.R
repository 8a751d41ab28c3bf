# Records fits of generalised renewal processes by optim over a straightforward likelihood, in base R.
# Run: Rscript test/statistics/r/renewal.R > test/statistics/r/renewal.json
SEED <- 20240615
set.seed(SEED)
num <- function(x) ifelse(is.finite(x), sprintf("%.15g", x), "null")
column <- function(x) paste0("[", paste(num(x), collapse = ","), "]")

simulate <- function(kind, q, beta, eta, end) {
  age <- 0; clock <- 0; times <- c()
  repeat {
    x <- eta * ((age / eta)^beta - log(runif(1)))^(1 / beta) - age
    clock <- clock + x
    if (clock > end) return(times)
    times <- c(times, clock)
    age <- if (kind == 1) age + q * x else q * (age + x)
  }
}
likelihood <- function(systems, kind, q, beta, lambda) {
  total <- 0
  for (s in systems) {
    age <- 0; last <- 0
    for (t in s$times) {
      x <- t - last
      total <- total + log(lambda * beta) + (beta - 1) * log(age + x) - lambda * ((age + x)^beta - age^beta)
      age <- if (kind == 1) age + q * x else q * (age + x)
      last <- t
    }
    total <- total - lambda * ((age + s$end - last)^beta - age^beta)
  }
  total
}
fit_at <- function(systems, kind, q) {
  negative <- function(p) { v <- -likelihood(systems, kind, q, exp(p[1]), exp(p[2])); if (is.finite(v)) v else 1e10 }
  best <- optim(c(0.3, -1), negative, control = list(reltol = 1e-14, maxit = 4000))
  optim(best$par, negative, control = list(reltol = 1e-15, maxit = 4000))
}
kijima <- vapply(1:3, function(k) {
  kind <- c(1, 2, 2)[k]
  systems <- lapply(1:c(4, 6, 3)[k], function(i) list(times = simulate(kind, c(0.3, 0.5, 0.2)[k], c(2, 2.5, 3)[k], 3, 60), end = 60))
  profile <- function(q) -fit_at(systems, kind, q)$value
  best <- optimize(profile, c(0, 1.5), maximum = TRUE, tol = 1e-9)
  limit <- best$objective - qchisq(0.95, 1) / 2
  lower <- if (profile(0) >= limit) 0 else uniroot(function(q) profile(q) - limit, c(0, best$maximum), tol = 1e-8)$root
  upper <- if (profile(1.5) >= limit) NA else uniroot(function(q) profile(q) - limit, c(best$maximum, 1.5), tol = 1e-8)$root
  at <- exp(fit_at(systems, kind, best$maximum)$par)
  paste0("{\"kind\":\"kijima_", kind, "\",\"systems\":[", paste(vapply(systems, function(s)
    paste0("{\"times\":", column(s$times), ",\"end\":", num(s$end), ",\"termination\":\"time\"}"), ""), collapse = ","),
    "],\"expected\":{\"q\":", num(best$maximum), ",\"beta\":", num(at[1]), ",\"lambda\":", num(at[2]),
    ",\"log_likelihood\":", num(best$objective), ",\"lower\":", num(lower), ",\"upper\":", num(upper), "}}")
}, "")

g1 <- vapply(1:2, function(k) {
  gaps <- rexp(15, 1 / (20 * c(1.1, 0.9)[k]^(0:14)))
  x <- gaps; j <- 0:14
  profile <- function(g) { theta <- mean(x * exp(-j * g)); sum(-log(theta) - j * g - x * exp(-j * g) / theta) }
  best <- optimize(profile, c(-2, 2), maximum = TRUE, tol = 1e-12)
  limit <- best$objective - qchisq(0.95, 1) / 2
  root <- function(a, b) uniroot(function(g) profile(g) - limit, c(a, b), tol = 1e-12)$root
  paste0("{\"times\":", column(cumsum(gaps)), ",\"expected\":{\"q\":", num(expm1(best$maximum)),
    ",\"theta\":", num(mean(x * exp(-j * best$maximum))), ",\"log_likelihood\":", num(best$objective),
    ",\"lower\":", num(expm1(root(-3, best$maximum))), ",\"upper\":", num(expm1(root(best$maximum, 3))), "}}")
}, "")
cat("{\"made_by\":\"test/statistics/r/renewal.R\",\"r\":\"", R.version.string, "\",\"seed\":", SEED,
    ",\"kijima\":[", paste(kijima, collapse = ","), "],\"g1\":[", paste(g1, collapse = ","), "]}\n", sep = "")
