# Regressions of R survey driven to convergence: svyglm stops at a deviance change of 1e-8 and takes its information from the step before.
# Usage: Rscript survey-tight.R <folder of reference/survey/data> <output.json>
suppressPackageStartupMessages(library(survey))
args <- commandArgs(trailingOnly = TRUE)
read <- function(name) read.csv(file.path(args[1], paste0(name, ".csv")), stringsAsFactors = TRUE)
srs <- read("apisrs"); strat <- read("apistrat"); clus1 <- read("apiclus1"); clus2 <- read("apiclus2")
designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = srs),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = strat, fpc = ~fpc),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = clus1, fpc = ~fpc),
  clus2_wr = svydesign(id = ~dnum + snum, weights = ~pw, data = clus2))
tight <- glm.control(epsilon = 1e-15, maxit = 100)
quote_number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
cases <- c()
for (name in names(designs)) {
  d <- designs[[name]]
  fits <- list(
    glm_logit = svyglm(I(sch.wide == "Yes") ~ ell + meals + mobility, d, family = quasibinomial(), control = tight),
    glm_probit = svyglm(I(sch.wide == "Yes") ~ ell + meals, d, family = quasibinomial("probit"), control = tight),
    glm_cloglog = svyglm(I(sch.wide == "Yes") ~ ell + meals, d, family = quasibinomial("cloglog"), control = tight),
    glm_poisson = svyglm(api.stu ~ ell + meals + offset(log(enroll)), subset(d, !is.na(enroll)), family = quasipoisson(), control = tight),
    glm_gamma = svyglm(api00 ~ ell + meals, d, family = Gamma("log"), control = tight))
  for (kind in names(fits)) {
    cases <- c(cases, sprintf('{"design":"%s","kind":"%s","coefficients":%s,"covariance":%s}', name, kind,
      quote_number(coef(fits[[kind]])), quote_number(as.vector(vcov(fits[[kind]])))))
  }
}
text <- sprintf('{"rVersion":"%s","surveyVersion":"%s","cases":[\n%s\n]}', getRversion(), packageVersion("survey"), paste(cases, collapse = ",\n"))
writeLines(text, args[2])
