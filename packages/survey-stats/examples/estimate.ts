import { matrixFromRows, random } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'

/** Twelve persons: four villages in two strata, three persons each. */
const village = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]
const stratum = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
const villages = stratum.map((h) => (h === 0 ? 8 : 6))
const persons = Float64Array.from([120, 120, 120, 90, 90, 90, 150, 150, 150, 80, 80, 80])
const score = Float64Array.from([52, 61, 48, 70, 66, 59, 45, 50, 41, 63, 58, 67])
const literate = Float64Array.from([0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1])
const woman = Int32Array.from([0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0])
const age = Float64Array.from([34, 51, 62, 25, 40, 58, 66, 47, 70, 29, 38, 44])
const level = Int32Array.from([1, 2, 0, 2, 2, 1, 0, 1, 0, 2, 1, 1])

const design = survey.clusterDesign({
  stages: [{ unit: village, stratum, populationSize: villages }, { populationSize: persons }],
  lonelyPsu: 'fail',
})
const jackknife = survey.jackknifeDesign(design)
const both = matrixFromRows(Array.from(score, (s, i) => [s, age[i] ?? 0]))
const explained = matrixFromRows(Array.from(age, (a) => [1, (a - 45) / 10]))
const ageColumn = matrixFromRows(Array.from(age, (a) => [(a - 45) / 10]))
const table = { row: literate, column: woman, rows: 2, columns: 2 }
const responded = [1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0]
const scoreFit = () => survey.estimateGlm({ x: explained, y: score, family: 'gaussian' }, design)
const scoreAlone = () => {
  return survey.estimateGlm({ x: survey.indicatorColumns(new Int32Array(12), 1), y: score, family: 'gaussian' }, design)
}
const men = { category: woman, totals: [2200, 2400] }
const grades = { category: level, totals: [1200, 1900, 1500] }

export const examples = {
  clusterDesign: () => {
    const { weight, degreesOfFreedom } = survey.clusterDesign({
      stages: [{ unit: village, stratum, populationSize: villages }, { populationSize: persons }],
      lonelyPsu: 'fail',
    })
    return { weight, degreesOfFreedom }
  },
  codesOf: () => survey.codesOf(['east', 'west', 'east']),
  domainDesign: () => survey.estimateMean(score, survey.domainDesign(design, woman)).value,
  hadamard: () => survey.hadamard(12).order,
  overtonDesign: () => survey.estimateTotal(score, survey.overtonDesign(persons.map((p) => p / 400))).standardError,
  hartleyRaoDesign: () => {
    const probability = persons.map((p) => p / 400)
    return survey.estimateTotal(score, survey.hartleyRaoDesign(probability, null, 'horvitz-thompson')).standardError
  },
  jointProbabilityDesign: () => {
    const joint = survey.jointSampford([0.5, 0.6, 0.9])
    return survey.estimateTotal(Float64Array.of(3, 4, 6), survey.jointProbabilityDesign(joint, 'yates-grundy')).value
  },
  jackknifeDesign: () => survey.estimateMean(score, survey.jackknifeDesign(design)).standardError,
  balancedDesign: () => survey.estimateMean(score, survey.balancedDesign(design, 0.5)).standardError,
  bootstrapDesign: () => survey.estimateMean(score, survey.bootstrapDesign(design, 200, random(1))).standardError,
  replicateDesign: () => {
    const given = survey.replicateDesign({
      weight: [1, 1],
      replicates: matrixFromRows([
        [2, 0],
        [0, 2],
      ]),
      combined: true,
      scale: 0.5,
      replicateScale: [1, 1],
      degreesOfFreedom: 1,
    })
    return survey.estimateTotal(Float64Array.of(3, 5), given).standardError
  },
  twoPhaseDesign: () => {
    const two = survey.twoPhaseDesign({ phase1: {}, phase2Stratum: woman, selected: responded, method: 'full' })
    return survey.estimateTotal(new Float64Array(two.rows).fill(1), two).value
  },
  indicatorColumns: () => survey.indicatorColumns([0, 2, 1], 3).data,
  estimateTotal: () => survey.estimateTotal(literate, design),
  estimateMean: () => survey.estimateMean(score, design),
  estimateRatio: () => survey.estimateRatio(score, age, design),
  estimateDomainMeans: () => survey.estimateDomainMeans(score, woman, 2, design).value,
  estimateDomainTotals: () => survey.estimateDomainTotals(literate, woman, 2, design).value,
  estimateDomainRatios: () => survey.estimateDomainRatios(score, age, woman, 2, design).value,
  totalStatistic: () => survey.totalStatistic(both).at(design.weight),
  meanStatistic: () => survey.meanStatistic(both).at(design.weight),
  ratioStatistic: () => survey.ratioStatistic(both, both).at(design.weight),
  domainMeanStatistic: () => survey.domainMeanStatistic(both, woman, 2).at(design.weight),
  proportionInterval: () => survey.proportionInterval(literate, design, 'logit'),
  estimateQuantiles: () => survey.estimateQuantiles(score, [0.5], design, { interval: 'xlogit' }),
  distributionFunction: () => survey.distributionFunction(score, [50, 60], design),
  estimateCovariance: () => survey.estimateCovariance(both, design).value,
  designEffects: () => survey.designEffects('mean', score, design),
  effectiveSizes: () => survey.effectiveSizes(score, design),
  confidenceIntervals: () => survey.confidenceIntervals(survey.estimateMean(score, design), 0.95),
  coefficientsOfVariation: () => survey.coefficientsOfVariation(survey.estimateMean(score, design)),
  contrast: () => survey.contrast(survey.estimateMean(both, design), matrixFromRows([[1, -1]])),
  transformed: () => {
    const mean = survey.estimateMean(score, design)
    const [m = 0] = mean.value
    return survey.transformed(mean, Float64Array.of(Math.log(m)), matrixFromRows([[1 / m]])).standardError
  },
  independentDifference: () => {
    const mean = survey.estimateMean(score, design)
    return survey.independentDifference(mean, mean).standardError
  },
  estimateRoundDifference: () => survey.estimateRoundDifference(score, woman, design),
  tTest: () => survey.tTest(survey.estimateMean(score, design), 0, 2),
  combinePlausibleValues: () => {
    const sets = [score, score.map((s) => s + 1), score.map((s) => s - 2)]
    return survey.combinePlausibleValues(sets.map((values) => survey.estimateMean(values, design)))
  },
  estimateKappa: () => survey.estimateKappa(literate, woman, 2, design),
  estimateCronbachAlpha: () => survey.estimateCronbachAlpha(both, design).value,
  estimateStatistic: () => survey.estimateStatistic(survey.meanStatistic(both), jackknife).standardError,
  linearisedCovariance: () => survey.linearisedCovariance(both, design).data,
  replicateWeights: () => survey.replicateWeights(jackknife, 0),
  replicateEstimates: () => survey.replicateEstimates(survey.meanStatistic(both), jackknife, 0, 2).data,
  replicateCovariance: () => {
    const estimates = survey.replicateEstimates(survey.meanStatistic(both), jackknife)
    return survey.replicateCovariance(estimates, survey.estimateMean(both, design).value, jackknife).data
  },
  poststratifyWeights: () => survey.poststratifyWeights(design, men).weight,
  rake: () => survey.rake(design, [men, grades]).weight,
  calibrate: () => {
    const known = { x: explained, totals: [1650, 500], distance: 'logit', bounds: { lower: 0.3, upper: 3 } } as const
    return survey.calibrate(design, known).weight
  },
  trimWeights: () => survey.trimWeights(design, { lower: 110, upper: 150 }).weight,
  nonresponseClasses: () => survey.nonresponseClasses(design, stratum, 2, responded).weight,
  responsePropensities: () => survey.responsePropensities(explained, responded, design),
  nonresponsePropensity: () => survey.nonresponsePropensity(design, explained, responded).weight,
  propensityClasses: () => survey.propensityClasses(Float64Array.of(0.3, 0.9, 0.5), Float64Array.of(1, 1, 1), 3),
  estimateGlm: () => survey.estimateGlm({ x: explained, y: literate, family: 'logistic' }, design).value,
  replicateGlm: () => survey.replicateGlm({ x: explained, y: score, family: 'gaussian' }, jackknife, 0, 2).data,
  coefficientTable: () => survey.coefficientTable(scoreFit()),
  predictGlm: () => survey.predictGlm(scoreFit(), matrixFromRows([[1, 2]])),
  waldTest: () => survey.waldTest(scoreFit(), [1]),
  workingWaldTest: () => survey.workingWaldTest(scoreFit(), [1]),
  likelihoodRatioTest: () => survey.likelihoodRatioTest(scoreFit(), scoreAlone(), [1]),
  modelFit: () => survey.modelFit(survey.estimateGlm({ x: explained, y: literate, family: 'logistic' }, design)),
  estimateOrdinal: () => survey.estimateOrdinal({ x: ageColumn, y: level, categories: 3 }, design).value,
  twoSampleTTest: () => survey.twoSampleTTest(score, woman, design),
  oneSampleTTest: () => survey.oneSampleTTest(score, survey.jackknifeDesign(design)),
  rankTest: () => survey.rankTest(score, woman, design, 'wilcoxon'),
  estimateTable: () => survey.estimateTable(table, design).value,
  estimateTableShares: () => survey.estimateTableShares(table, design).value,
  raoScottTest: () => survey.raoScottTest(table, design, 'F'),
  waldIndependenceTest: () => survey.waldIndependenceTest(table, design, true),
  goodnessOfFitTest: () => survey.goodnessOfFitTest(level, [0.25, 0.4, 0.35], design),
  quadraticFormTail: () => survey.quadraticFormTail(9.2, [1.8, 1.2, 0.6], 40, 'saddlepoint'),
}
