# Values of R's distribution and special functions at ordinary and extreme arguments, for packages/numeric/test/fixtures.
# Usage: Rscript tools/reference/numeric.R packages/numeric/test/fixtures/r-functions.json      (base R only)
number <- function(x) ifelse(is.nan(x), '"NaN"', ifelse(is.infinite(x), ifelse(x > 0, '"Inf"', '"-Inf"'), sprintf("%.17g", x)))
row <- function(arguments, value) sprintf("[%s]", paste(number(c(unlist(arguments), value)), collapse = ","))
table_of <- function(name, grid, f) {
  values <- suppressWarnings(apply(grid, 1, function(a) do.call(f, as.list(unname(a)))))
  rows <- vapply(seq_len(nrow(grid)), function(i) row(grid[i, ], values[i]), "")
  sprintf('"%s":[\n%s]', name, paste(rows, collapse = ",\n"))
}
grid <- function(...) expand.grid(..., KEEP.OUT.ATTRS = FALSE)
z <- c(0, 1e-20, 1e-8, .3, .6744, .6745, 1, 1.96, 3, 5.6, 5.7, 8, 12, 20, 30, 37.5)
p <- c(1e-300, 1e-100, 1e-30, 1e-10, 1e-4, .025, .3, .5, .7, .975, .9999, 1 - 1e-10)
df <- c(.5, 1, 2, 2.5, 5, 30, 1000, 1e6)
shape <- c(.01, .5, 1, 2.5, 30, 1e3, 1e5)
sets <- list(
  table_of("normalCdf", grid(x = c(-rev(z), z)), pnorm),
  table_of("normalLogCdf", grid(x = c(-1e10, -1000, -100, -38, -rev(z), z)), function(x) pnorm(x, log.p = TRUE)),
  table_of("normalQuantile", grid(p = p), qnorm),
  table_of("tCdf", grid(x = c(-1e6, -100, -20, -5, -1.5, -.1, -1e-8, 0, 1e-8, .1, 1.5, 5), df = df), pt),
  table_of("tQuantile", grid(p = p[-(1:2)], df = c(df, Inf)), qt),
  table_of("chiSquareCdf", grid(x = c(1e-30, 1e-5, .1, 1, 5, 30, 900, 1e5), df = df), pchisq),
  table_of("chiSquareUpper", grid(x = c(1e-30, 1e-5, .1, 1, 5, 30, 900, 1400), df = df), function(x, d) pchisq(x, d, lower.tail = FALSE)),
  table_of("chiSquareQuantile", grid(p = p[-1], df = c(1, 2, 2.5, 5, 30, 1000)), qchisq),
  table_of("betaCdf", grid(x = c(1e-30, 1e-5, .1, .5, .9, 1 - 1e-5), a = shape, b = shape), pbeta),
  table_of("betaUpper", grid(x = c(1e-30, 1e-5, .1, .5, .9, 1 - 1e-5), a = shape, b = shape), function(x, a, b) pbeta(x, a, b, lower.tail = FALSE)),
  table_of("betaQuantile", grid(p = p[-(1:2)], a = c(.5, 1, 2.5, 30, 1e3), b = c(.5, 1, 2.5, 30, 1e3)), qbeta),
  table_of("fCdf", grid(x = c(1e-10, .01, .5, 1, 3, 20, 1e4), a = c(1, 2.5, 7, 100), b = c(1, 2.5, 30, 1e4, Inf)), pf),
  table_of("fUpper", grid(x = c(1e-10, .01, .5, 1, 3, 20, 1e4), a = c(1, 2.5, 7, 100), b = c(1, 2.5, 30, 1e4, Inf)), function(x, a, b) pf(x, a, b, lower.tail = FALSE)),
  table_of("gammaLn", grid(x = c(1e-300, 1e-10, .1, .5, .999, 1, 1.001, 1.5, 2, 2.001, 3, 10, 171.5, 1e5, 1e15, 1e300)), lgamma),
  table_of("digamma", grid(x = c(1e-10, .1, .5, 1, 1.4, 1.4616, 1.5, 2, 10, 1e3, 1e10)), digamma),
  table_of("trigamma", grid(x = c(1e-10, .1, .5, 1, 2, 10, 1e3, 1e10)), trigamma),
  table_of("betaLn", grid(a = c(1e-10, .5, 1, 3, 1e3, 1e10), b = c(1e-10, .5, 1, 3, 1e3, 1e10)), lbeta)
)
values <- c(3.1, -2, 7.5, 7.5, 0, 11.25, 4, 1e3, -6.5, 2)
quantiles <- table_of("quantile", grid(p = c(0, .05, .1, .25, .3, .5, .62, .75, .9, .95, 1), type = 1:9), function(p, type) quantile(values, p, type = type, names = FALSE))
meta <- sprintf('"meta":{"made":"%s","values":[%s]}', R.version.string, paste(values, collapse = ","))
writeLines(sprintf("{%s,\n%s}", meta, paste(c(sets, quantiles), collapse = ",\n")), commandArgs(TRUE)[1])
