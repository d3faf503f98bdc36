import { matrixFromRows } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'

const dispositions = {
  complete: 600,
  partial: 50,
  refusal: 150,
  nonContact: 100,
  other: 20,
  unknownHousehold: 60,
  unknownOther: 20,
}
const literacy = [3, 8, 12, 20, 5, 9]
const weight = [1, 1, 2, 1, 2, 1]

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  outcomeRates: () => survey.outcomeRates(dispositions, 0.8).rr3,
  estimateEligibleShare: () => survey.estimateEligibleShare(dispositions, 230),
  flagSpeeders: () => survey.flagSpeeders([31, 28, 9, 40], 0.5).flag,
  flagStraightLines: () =>
    survey.flagStraightLines(
      matrixFromRows([
        [3, 3, 3],
        [1, 5, 2],
      ]),
      1,
      5,
      3,
    ).flag,
  interviewerDeviations: () =>
    survey.interviewerDeviations([30, 32, 31, 12, 13, 11], [0, 0, 1, 2, 2, 1]).map(({ z }) => z),
  gini: () => survey.gini(literacy, weight),
  concentrationIndex: () => survey.concentrationIndex(literacy, [1, 2, 3, 3, 1, 2], weight),
  theil: () => survey.theil(literacy, weight, [0, 0, 1, 1, 0, 1]),
  meanLogDeviation: () => survey.meanLogDeviation(literacy, weight, [0, 0, 1, 1, 0, 1]),
}
