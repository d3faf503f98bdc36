import { matrixFromRows, random } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'

/** Six townships: direct share of literate citizens (%), its variance, and years of schooling. */
const direct = [7.2, 9.8, 5.1, 12.4, 8.8, 6.3]
const variance = [2.1, 1.4, 3.0, 1.1, 2.4, 1.8]
const schooling = matrixFromRows([
  [1, 7.9],
  [1, 9.1],
  [1, 7.2],
  [1, 10.4],
  [1, 8.8],
  [1, 7.6],
])
const people = [18000, 32000, 9000, 41000, 15000, 21000]
const areaModel = survey.fitFayHerriot(direct, schooling, variance)

/** Ten people in three townships. */
const score = [52, 47, 61, 58, 66, 40, 44, 39, 57, 63]
const township = [0, 0, 0, 1, 1, 2, 2, 2, 1, 0]
const years = matrixFromRows([9, 8, 12, 10, 13, 6, 9, 6, 11, 12].map((value) => [1, value]))
const unitModel = survey.fitUnitLevel(score, years, township, 3)
const population = {
  mean: matrixFromRows([
    [1, 9],
    [1, 10],
    [1, 8],
  ]),
  size: [18000, 32000, 9000],
}

const answers = {
  successes: [3, 6, 2, 3, 15, 14],
  trials: [40, 50, 45, 60, 38, 52],
  x: matrixFromRows([[1], [1], [1], [1], [1], [1]]),
  terms: [{ level: [0, 0, 1, 1, 2, 2], levels: 3 }],
}
const multilevelModel = survey.fitMultilevelLogistic(answers)
const cells = {
  x: matrixFromRows([[1], [1], [1]]),
  level: [[0, 1, 2]],
  count: [18000, 32000, 9000],
  area: [0, 1, 2],
  areaCount: 3,
}
const ring = matrixFromRows(
  [0, 1, 2, 3, 4, 5].map((i) =>
    [0, 1, 2, 3, 4, 5].map((j) => ((i - j + 6) % 6 === 1 || (j - i + 6) % 6 === 1 ? 0.5 : 0)),
  ),
)

/** Two rounds of the survey in those townships. */
const bothRounds = direct.flatMap((share, d) => [share, share + [0.8, 0.2, 1.1, 0.4, -0.3, 0.9][d]])
const bothSchooling = matrixFromRows(bothRounds.map((_, at) => [1, schooling.data[6 + (at >> 1)] + 0.1 * (at % 2)]))

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  fitFayHerriot: () => survey.fitFayHerriot(direct, schooling, variance).estimate,
  predictFayHerriot: () => survey.predictFayHerriot(areaModel, matrixFromRows([[1, 8.2]])),
  fayHerriotResiduals: () => survey.fayHerriotResiduals(areaModel, direct, schooling, variance).standardised,
  fitSpatialFayHerriot: () =>
    survey.fitSpatialFayHerriot(direct, schooling, [0.2, 0.1, 0.3, 0.1, 0.2, 0.2], ring).estimate,
  fitSpaceTime: () =>
    survey.fitSpaceTime(
      bothRounds,
      bothSchooling,
      bothRounds.map(() => 0.05),
      ring,
      2,
      'independent',
    ).estimate,
  compareWithDirect: () => survey.compareWithDirect(direct, variance, areaModel.estimate, areaModel.mse).bias.slope,
  benchmarkRatio: () => survey.benchmarkRatio(areaModel.estimate, people, 1_250_000),
  benchmarkLeastSquares: () => survey.benchmarkLeastSquares(areaModel.estimate, people, areaModel.mse, 1_250_000),
  benchmarkShares: () => survey.benchmarkShares([0.07, 0.1, 0.05], [18000, 32000, 9000], 0.09),
  fitUnitLevel: () => survey.fitUnitLevel(score, years, township, 3).coefficient,
  unitLevelResiduals: () => survey.unitLevelResiduals(unitModel, score).standardised,
  estimateAreaMeans: () => survey.estimateAreaMeans(unitModel, population).estimate,
  bootstrapAreaMse: () => survey.bootstrapAreaMse(unitModel, population, random(2026), 0, 100),
  fitMultilevelLogistic: () => survey.fitMultilevelLogistic(answers).coefficient,
  poststratify: () => survey.poststratify(multilevelModel, cells).estimate,
  cellProbabilities: () => survey.cellProbabilities(multilevelModel, cells),
  directHorvitzThompson: () =>
    survey.directHorvitzThompson(score, new Array(10).fill(5900), township, population.size).estimate,
  directSimpleRandom: () => survey.directSimpleRandom(score, township, population.size).variance,
  postStratifiedSynthetic: () =>
    survey.postStratifiedSynthetic(
      score,
      new Array(10).fill(5900),
      [0, 0, 1, 1, 1, 0, 0, 0, 1, 1],
      matrixFromRows([
        [11000, 7000],
        [15000, 17000],
        [7000, 2000],
      ]),
    ),
  sampleSizeDependent: () =>
    survey.sampleSizeDependent([54, 60, 41], [52, 55, 49], new Array(10).fill(4000), township, population.size)
      .estimate,
}
