import * as irt from '@kepu/irt'
import { gaussHermite, matrix, random } from '@kepu/numeric'

/** Two hundred towns- and countrypeople answer six items; item 0 is harder in the country. */
const slope = [1, 1.2, 0.8, 1.1, 0.9, 1]
const town = irt.logisticItems(slope, [0.5, 0, -0.5, 1, -0.2, 0.3])
const country = irt.logisticItems(slope, [-0.4, 0, -0.5, 1, -0.2, 0.3])
const half = 100
const parts = [town, country].map((items, g) =>
  irt.simulateResponses(items, irt.simulateAbilities(half, random(7, g)), random(8, g)),
)
const answer = new Uint8Array(12 * half)
parts.forEach((part, g) => {
  for (let j = 0; j < 6; j++) answer.set(part.answer.subarray(j * half, (j + 1) * half), (2 * j + g) * half)
})
const responses = { persons: 2 * half, items: 6, answer }
const group = new Uint8Array(2 * half).fill(1, half)
const covariance = matrix(24, 24)
for (let p = 0; p < 24; p++) if (p % 4 < 2) covariance.data[25 * p] = 0.03
const suspect = [1, 0, 0, 0, 0, 0]

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  mantelHaenszelDif: () => irt.mantelHaenszelDif(responses, group)[0],
  generalisedMantelHaenszelDif: () => irt.generalisedMantelHaenszelDif(responses, group)[0],
  breslowDayDif: () => irt.breslowDayDif(responses, group)[0],
  logisticDif: () => irt.logisticDif(responses, group, 'uniform')[0],
  standardisedDif: () => irt.standardisedDif(responses, group),
  deltaPlotDif: () => irt.deltaPlotDif(responses, group),
  purifyAnchors: () =>
    irt.purifyAnchors(
      6,
      (anchor) => irt.mantelHaenszelDif(responses, group, { anchor }),
      ({ probability }) => probability < 0.05,
    ).flagged,
  sibtest: () =>
    irt.sibtest(
      responses,
      group,
      suspect.map((mark) => 1 - mark),
      suspect,
    ),
  likelihoodRatioDif: () => irt.likelihoodRatioDif(responses, 'rasch', group, { tested: [0], differ: 'intercepts' }),
  lordDif: () => irt.lordDif({ items: town, covariance }, { items: country, covariance })[0],
  rajuDif: () => irt.rajuDif({ items: town, covariance }, { items: country, covariance })[0],
  itemEffectSizes: () => irt.itemEffectSizes(town, country, [-1, 0, 1])[0],
  testEffectSize: () => irt.testEffectSize(town, country, gaussHermite(15)),
}
