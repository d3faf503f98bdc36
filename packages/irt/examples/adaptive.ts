import * as irt from '@kepu/irt'
import { random } from '@kepu/numeric'

/** Twenty items; a test of eight. */
const { slope, intercept } = irt.simulateSlopesAndIntercepts(20, random(1))
const items = irt.logisticItems(slope, intercept)
const bank = irt.adaptiveBank(items)
const plan: irt.AdaptivePlan = {
  bank,
  method: { kind: 'eap' },
  criterion: 'information',
  stop: { maxItems: 8, standardError: 0.35 },
  exposure: { kind: 'randomesque', among: 3 },
}
const soFar = { asked: [3, 7, 12], answers: [1, 0, 1] }

/** Forms of five items from the same bank. */
const forms: irt.FormPlan = {
  bank: items,
  forms: 2,
  length: 5,
  target: { kind: 'mostInformation', theta: [-1, 0, 1], weight: [1, 1, 1] },
  enemies: [[2, 9]],
}
const program = irt.formProgram(forms)
const solution = Float64Array.from({ length: 41 }, (_, v) => (v < 5 || (v >= 25 && v < 30) ? 1 : 0))

/** A jury of three: eight projects, two judges each, two criteria, three categories. */
const given = [2, 1, 1, 1, 1, 2, 0, 1, 2, 2, 1, 0, 1, 1, 2, 1, 0, 0, 1, 0, 2, 1, 2, 2, 1, 1, 0, 2, 1, 0, 0, 1]
const ratings = {
  project: given.map((_, r) => r >> 2),
  criterion: given.map((_, r) => r & 1),
  judge: given.map((_, r) => ((r >> 2) + ((r >> 1) & 1)) % 3),
  category: given,
}

/** One short call of each function; the README prints them with their results, a test runs them in Node and in Chromium. */
export const examples = {
  adaptiveBank: () => irt.adaptiveBank(items).peak,
  normalTrapezoid: () => irt.normalTrapezoid(-2, 2, 5).weight,
  estimateAbility: () => irt.estimateAbility(bank, soFar, { kind: 'map' }),
  criterionValues: () => irt.criterionValues(bank, 'kullbackLeibler', soFar, 0.2, [0, 1, 2]),
  nextStep: () => irt.nextStep(plan, soFar, random(5)),
  runAdaptiveTest: () => irt.runAdaptiveTest(plan, (item) => item % 2, random(5)).asked,
  simulateAdaptiveTest: () => irt.simulateAdaptiveTest(plan, 0.8, random(5)).theta,
  simulatePlan: () => irt.simulatePlan(plan, [-1, 0, 1], random(5)).meanLength,
  sympsonHetterProbabilities: () => irt.sympsonHetterProbabilities(plan, [-1, 0, 1], 0.7, random(5), 3),
  simulateResponses: () => irt.simulateResponses(items, [0, 1], random(5)).answer,
  simulateAbilities: () => irt.simulateAbilities(3, random(5), 0, 1),
  simulateSlopesAndIntercepts: () => irt.simulateSlopesAndIntercepts(3, random(5)),
  formProgram: () => irt.formProgram(forms).rows.name.length,
  violatedRows: () => irt.violatedRows(program, solution),
  formsOfSolution: () => irt.formsOfSolution(forms, solution),
  fitManyFacets: () => irt.fitManyFacets(ratings).severity.measure,
}
