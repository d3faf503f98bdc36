import * as irt from '@kepu/irt'
import { gaussHermite, matrix } from '@kepu/numeric'

/** Four items in last year's calibration and in this year's, whose scale is shifted. */
const lastYear = irt.logisticItems([1.1, 0.8, 1.4, 0.9], [0.6, -0.2, 0.1, -1])
const thisYear = irt.logisticItems([0.9, 0.7, 1.1, 0.75], [0.9, 0.05, 0.4, -0.7])
const link = irt.linkByCurves(thisYear, lastYear, 'stocking-lord')
const covariance = matrix(16, 16)
for (let p = 0; p < 16; p++) if (p % 4 < 2) covariance.data[17 * p] = 0.004
const population = gaussHermite(15)
const linker = ([from, to]: readonly irt.Items[]) => irt.linkByMoments(from, to, 'mean-sigma')
const forms = [
  {
    responses: irt.responsesFromRows([
      [1, 0, 1],
      [0, 0, 1],
    ]),
    place: [0, 1, 2],
  },
  { responses: irt.responsesFromRows([[1, 1, 0]]), place: [1, 2, 3] },
]

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  linkByMoments: () => irt.linkByMoments(thisYear, lastYear, 'mean-sigma'),
  linkByCurves: () => irt.linkByCurves(thisYear, lastYear, 'stocking-lord'),
  linkCovariance: () => irt.linkCovariance(linker, [thisYear, lastYear], [covariance, covariance]).data,
  stepDifficulties: () => irt.stepDifficulties(irt.orderedItems('graded', [1.5], [[1.2, -0.3]]), 0),
  rescaleItems: () => irt.rescaleItems(thisYear, link).parameter,
  rescaleCovariance: () => irt.rescaleCovariance(thisYear, covariance, link).data,
  rescaleAbilities: () => irt.rescaleAbilities([-1, 0, 1], link),
  invertLink: () => irt.invertLink(link),
  composeLinks: () => irt.composeLinks(link, { slope: 1.1, intercept: -0.2 }),
  joinForms: () => irt.joinForms(forms, 4).responses.answer,
  equateTrueScores: () => irt.equateTrueScores(thisYear, lastYear).score,
  equateObservedScores: () => irt.equateObservedScores(thisYear, lastYear, population),
  scoreShares: () => irt.scoreShares(lastYear, population),
  equateEquipercentile: () => irt.equateEquipercentile([2, 5, 9, 4], [3, 7, 7, 3]),
  equateByMoments: () => irt.equateByMoments([2, 5, 9, 4], [3, 7, 7, 3], 'linear'),
  equateCircleArc: () => irt.equateCircleArc([2, 5, 9, 4], [3, 7, 7, 3]),
  smoothFrequencies: () => irt.smoothFrequencies([2, 0, 9, 6, 4, 1], 2),
}
