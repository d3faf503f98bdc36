import * as irt from '@kepu/irt'
import { random, rectangularNodes } from '@kepu/numeric'

/** Ten persons' answers to four items of a science quiz; null where the item was not asked. */
const rows = [
  [1, 1, 1, 0],
  [1, 0, 1, 1],
  [0, 0, 1, 0],
  [1, 1, 0, null],
  [0, 1, 0, 0],
  [1, 1, 1, 1],
  [1, 0, 0, 0],
  [0, 0, 0, 1],
  [1, 1, 1, 0],
  [0, 1, null, 0],
]
const quiz = irt.responsesFromRows(rows)
const complete = irt.responsesFromRows(rows.filter((row) => !row.includes(null)))
const items = irt.logisticItems([1, 1.4, 0.8, 1.1], [0.3, 0.2, 0, -0.5])
const guessed = irt.logisticItems([1.2], [0], [0.2])
const opinion = irt.orderedItems('graded', [1.3], [[2, 0, -1.5]])
const mixed = irt.joinItems(items, opinion)
const rasch = irt.calibrate(quiz, irt.specify(quiz, 'rasch'))
const { node, weight } = rectangularNodes(-6, 6, 61)
const packed = irt.packResponses(quiz, items.categories)
const tables = irt.blockTables(packed, items, node)
const expectation = irt.expectRows(packed, tables, { weight, stride: 0 }, node, 0, packed.rows)
const scores = irt.scoreEap(quiz, items)
const ability = scores.theta

/** Six items and forty persons, enough for the statistics that compare tables. */
const longer = irt.logisticItems([1, 1.4, 0.8, 1.1, 0.9, 1.2], [0.3, 0.2, 0, -0.5, 0.8, -0.2])
const generator = random(7)
const school = irt.responsesFromRows(
  Array.from({ length: 40 }, () => {
    const theta = generator.normal()
    return Array.from({ length: 6 }, (_, j) => {
      const chance = new Float64Array(2)
      irt.categoryProbabilities(longer, j, theta, chance)
      return generator.uniform() < chance[1] ? 1 : 0
    })
  }),
)
const schoolFit = irt.calibrate(school, irt.specify(school, 'rasch'))
const schoolAbility = irt.scoreEap(school, longer).theta

/** Where a pool of workers would come in: each job can be split by rows. */
async function elsewhere({
  packed,
  tables: made,
  prior,
  node: at,
  from,
  to,
}: irt.ExpectationJob): Promise<irt.Expectation> {
  return irt.expectRows(packed, made, prior, at, from, to)
}

function filled(size: number, fill: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(size)
  fill(out)
  return out
}

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  calibrate: () => rasch.items[0].parameter.filter((_, p) => p % 4 === 1),
  specify: () => irt.specify(quiz, '2pl', { slopePrior: { mean: 0, deviation: 0.5 } }).names,
  standardErrors: () => irt.standardErrors(rasch).free,
  scoreEap: () => irt.scoreEap(quiz, items).theta,
  personPriors: () => irt.personPriors(rasch),
  scoreMap: () => irt.scoreMap(quiz, items).theta,
  scoreMl: () => irt.scoreMl(quiz, items).theta,
  scoreWle: () => irt.scoreWle(quiz, items).theta,
  scoreJeffreys: () => irt.scoreJeffreys(quiz, items).theta,
  sumScoreTable: () => irt.sumScoreTable(items),
  sumScoreDistribution: () => irt.sumScoreDistribution(items, Float64Array.of(0)),
  plausibleValues: () => irt.plausibleValues(quiz, items, 2, random(1)).data,
  logisticItems: () => guessed.parameter,
  orderedItems: () => opinion.parameter,
  nominalItems: () => irt.nominalItems([[0.5, 1.2]], [[0.3, -0.4]]).parameter,
  makeItems: () => irt.makeItems(['logistic', 'graded'], [2, 3], [1, 0, 0.2, 1, 1.3, 1, -1]).start,
  joinItems: () => mixed.model,
  selectItems: () => irt.selectItems(mixed, [4]).categories,
  parameterCount: () => irt.parameterCount('nominal', 4),
  responsesFromRows: () => irt.responsesFromRows([[1, null]]).answer,
  checkResponses: () => irt.checkResponses(quiz, items),
  categoryProbabilities: () => filled(4, (out) => irt.categoryProbabilities(opinion, 0, 0.5, out)),
  abilityDerivatives: () => filled(8, (out) => irt.abilityDerivatives(guessed, 0, 0.5, out)),
  parameterGradient: () => filled(8, (out) => irt.parameterGradient(guessed, 0, 0.5, Float64Array.of(0.3, 0.7), out)),
  parameterHessian: () => {
    const probability = filled(2, (out) => irt.categoryProbabilities(guessed, 0, 0.5, out))
    const gradient = filled(8, (out) => irt.parameterGradient(guessed, 0, 0.5, probability, out))
    return filled(32, (out) => irt.parameterHessian(guessed, 0, 0.5, probability, gradient, out)).subarray(0, 4)
  },
  itemInformation: () => irt.itemInformation(guessed, 0, 0.5),
  testInformation: () => irt.testInformation(mixed, [-1, 0, 1]),
  expectedScore: () => irt.expectedScore(mixed, [-1, 0, 1]),
  marginalReliability: () => irt.marginalReliability(longer),
  empiricalReliability: () => irt.empiricalReliability(scores.theta, scores.standardError),
  omegaReliability: () => irt.omegaReliability(longer),
  cronbachAlpha: () => irt.cronbachAlpha(complete),
  personFit: () => irt.personFit(quiz, items, ability)[0],
  itemFit: () => irt.itemFit(quiz, items, ability)[0],
  residualCorrelations: () => irt.residualCorrelations(quiz, items, ability),
  localDependence: () => irt.localDependence(quiz, items).cramerV,
  orlandoThissen: () => irt.orlandoThissen(school, longer, { estimated: [1, 1, 1, 1, 1, 1] })[0],
  yenQ1: () => irt.yenQ1(school, longer, schoolAbility, [1, 1, 1, 1, 1, 1], 4)[0],
  limitedInformationFit: () => irt.limitedInformationFit(school, schoolFit),
  packResponses: () => irt.packResponses(quiz, items.categories).code,
  blockTables: () => tables.logScale.subarray(0, 3),
  expectRows: () => expectation.logLikelihood,
  addExpectation: () => irt.addExpectation(expectation, expectation).logLikelihood,
  calibrateConditional: () => irt.calibrateConditional(school).difficulty,
  andersenTest: () =>
    irt.andersenTest(
      school,
      Array.from({ length: 40 }, (_, i) => i % 2),
    ),
  calibrateWith: () => irt.calibrateWith(elsewhere, quiz, irt.specify(quiz, 'rasch')),
}
