import { matrixFromRows, random } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'

/** Residents of eight villages: the measure of size of a two-stage sample. */
const residents = [820, 1430, 560, 2210, 1180, 940, 1760, 1100]
const villages = survey.inclusionProbabilities(residents, 3)
const stage = { psuCost: 600, unitCost: 40, homogeneity: 0.05, unitRelativeVariance: 7.3 }
const rounds = { proportions: [0.08, 0.12] as const, designEffect: 2 }
const scores = { variances: [225, 225] as const, difference: 3, designEffect: 1.8 }

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  inclusionProbabilities: () => survey.inclusionProbabilities(residents, 3),
  stratumInclusionProbabilities: () => survey.stratumInclusionProbabilities([0, 0, 0, 1, 1], [1, 2]),
  conditionalPoissonProbabilities: () => survey.conditionalPoissonProbabilities([1, 2, 3], 2),
  fitConditionalPoisson: () => survey.fitConditionalPoisson([0.5, 0.7, 0.8]).poisson,
  jointTille: () => survey.jointTille([0.5, 0.7, 0.8]).data,
  jointMidzuno: () => survey.jointMidzuno([0.5, 0.7, 0.8]).data,
  jointSystematic: () => survey.jointSystematic([0.5, 0.7, 0.8]).data,
  jointMaximumEntropy: () => survey.jointMaximumEntropy([0.5, 0.7, 0.8]).data,
  jointSampford: () => survey.jointSampford([0.5, 0.7, 0.8]).data,
  drawSimple: () => survey.drawSimple(500, 5, random(1)),
  drawSystematic: () => survey.drawSystematic(villages, random(1)),
  drawRandomSystematic: () => survey.drawRandomSystematic(villages, random(1)),
  drawPoisson: () => survey.drawPoisson(villages, random(1)),
  drawBrewer: () => survey.drawBrewer(villages, random(1)),
  drawTille: () => survey.drawTille(villages, random(1)),
  drawMidzuno: () => survey.drawMidzuno(villages, random(1)),
  drawSampford: () => survey.drawSampford(villages, random(1)),
  drawMaximumEntropy: () => survey.drawMaximumEntropy(villages, random(1)),
  drawPivotal: () => survey.drawPivotal(villages, random(1)),
  drawRandomPivotal: () => survey.drawRandomPivotal(villages, random(1)),
  drawPareto: () => survey.drawPareto(villages, random(1)),
  drawMinimalSupport: () => survey.drawMinimalSupport(villages, random(1)),
  drawCube: () => {
    const balancing = matrixFromRows(residents.map((size, k) => [villages[k] ?? 0, size]))
    return survey.drawCube(balancing, villages, random(1)).rows
  },
  totalVarianceFromJoint: () =>
    survey.totalVarianceFromJoint(
      [3, 5],
      matrixFromRows([
        [0.5, 0.3],
        [0.3, 0.7],
      ]),
      'yates-grundy',
    ),
  totalVarianceApproximate: () => survey.totalVarianceApproximate([3, 5, 9], [0.5, 0.7, 0.8]),
  kishSelect: () => survey.kishSelect(4, 3),
  kishProbability: () => survey.kishProbability(5, 3),
  kishAssign: () => survey.kishAssign(12, 5),
  allocate: () => survey.allocate([3, 1, 1], [1, 1, 4], 100, { lower: [2, 2, 2], upper: [40, 60, 60] }),
  allocateProportional: () => survey.allocateProportional(100, [5000, 3000, 2000]),
  allocateNeyman: () => survey.allocateNeyman(100, [5000, 3000, 2000], [0.2, 0.3, 0.4]),
  allocatePower: () => survey.allocatePower(100, [5000, 3000, 2000], [1, 1, 1], 0.5),
  allocateCost: () => survey.allocateCost(10000, [5000, 3000, 2000], [0.2, 0.3, 0.4], [40, 40, 90]),
  allocateForPrecision: () => survey.allocateForPrecision(0.1, 0.08, [5000, 3000, 2000], [0.2, 0.3, 0.4], [40, 40, 90]),
  roundAllocation: () => survey.roundAllocation([33.3, 33.3, 33.4]),
  allocateWhole: () => survey.allocateWhole([1000, 900, 800], 10, { lower: [1, 1, 1], upper: [9, 9, 9] }),
  sizeForMean: () => survey.sizeForMean(15, 0.5, { designEffect: 1.8 }),
  sizeForMeanMargin: () => survey.sizeForMeanMargin(15, 1, 0.95, { designEffect: 1.8, responseRate: 0.7 }),
  sizeForProportion: () => survey.sizeForProportion(0.08, 0.01),
  sizeForProportionMargin: () =>
    survey.sizeForProportionMargin(0.12, 0.028, 0.95, { designEffect: 2, responseRate: 0.7 }),
  sizeForProportionLogOdds: () => survey.sizeForProportionLogOdds(0.08, 0.02, 0.95),
  sizeForProportionWilson: () => survey.sizeForProportionWilson(0.08, 0.02, 0.95),
  sizeForMeans: () => survey.sizeForMeans(scores, 0.8),
  powerForMeans: () => survey.powerForMeans(scores, 1000),
  sizeForProportions: () => survey.sizeForProportions(rounds, 0.8),
  powerForProportions: () => survey.powerForProportions(rounds, 1000),
  twoStageCv: () => survey.twoStageCv(stage, 40, 25),
  optimalTwoStage: () => survey.optimalTwoStage(stage, { cv: 0.1 }),
  weightingDesignEffect: () => survey.weightingDesignEffect([1, 1, 2, 4]),
  varianceComponents: () => survey.varianceComponents([1, 2, 3, 5, 8, 9], [0, 0, 1, 1, 2, 2], null),
}
