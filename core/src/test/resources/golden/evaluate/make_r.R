# Writes r.json beside this file: R's own tests and intervals. See ORIGIN.md. Run in this folder: Rscript make_r.R
n <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(n(x), collapse = ", "), "]")
object <- function(...) { a <- list(...); paste0("{", paste(sprintf('"%s": %s', names(a), a), collapse = ", "), "}") }
array_of <- function(x) paste0("[\n", paste(x, collapse = ",\n"), "\n]")

wilson <- lapply(list(c(1, 3), c(333, 1000), c(447, 1000), c(60, 120), c(9842, 20000)), function(k) {
  ci <- prop.test(k[1], k[2], correct = FALSE)$conf.int
  object(successes = n(k[1]), trials = n(k[2]), low = n(ci[1]), high = n(ci[2]))
})
mcnemar <- lapply(list(c(5, 5), c(9, 2), c(20, 4), c(20, 5), c(40, 20), c(150, 110), c(300, 299), c(900, 100)), function(k) {
  exact <- sum(k) < 25
  p <- if (exact) binom.test(k[1], sum(k))$p.value else mcnemar.test(matrix(c(7, k[1], k[2], 5), 2), correct = TRUE)$p.value
  object(only_a = n(k[1]), only_b = n(k[2]), exact = tolower(exact), p_value = n(p))
})
holm <- lapply(list(c(0.01, 0.04, 0.03, 0.005), c(0.2, 0.2, 0.9), c(1e-9, 0.049, 0.0251, 0.6, 1)),
  function(p) object(p_values = list_of(p), adjusted = list_of(p.adjust(p, "holm"))))
seeds <- lapply(list(c(0.61, 0.63), c(0.335, 0.352, 0.341, 0.339, 0.36)), function(x) {
  t <- t.test(x)
  object(values = list_of(x), mean = n(mean(x)), sd = n(sd(x)), low = n(t$conf.int[1]), high = n(t$conf.int[2]))
})
set.seed(11)
x <- round(rnorm(120), 1); z <- round(rnorm(120), 2); y <- rbinom(120, 1, plogis(0.3 + 0.7 * x - 0.4 * z))
spearman <- suppressWarnings(cor.test(x, y + z / 10, method = "spearman", exact = FALSE))
fit <- glm(y ~ x + z, family = binomial, control = list(epsilon = 1e-14, maxit = 100))
ci <- confint.default(fit)
logistic <- object(x = list_of(x), z = list_of(z), y = list_of(y), coefficients = list_of(coef(fit)),
  low = list_of(ci[, 1]), high = list_of(ci[, 2]), p_values = list_of(summary(fit)$coefficients[, 4]))
writeLines(object(made_by = paste0('"', R.version.string, '"'), wilson = array_of(wilson), mcnemar = array_of(mcnemar),
  holm = array_of(holm), seeds = array_of(seeds),
  spearman = object(a = list_of(x), b = list_of(y + z / 10), rho = n(spearman$estimate), p_value = n(spearman$p.value)),
  logistic = logistic), "r.json")
