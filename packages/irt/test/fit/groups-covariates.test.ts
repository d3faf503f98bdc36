import { matrix, random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import {
  compare,
  member,
  notMet,
  numbers,
  numericColumn,
  referencePresent,
  referenceTable,
  type Tolerance,
} from '../../../../tools/reference/index.ts'
import * as irt from '../../src/index.ts'
import { dataSet, theirs, values } from '../reference.ts'

const tight = { tolerance: 1e-8, maxIterations: 5000 }
const likelihood: Tolerance = { relative: 1e-8, why: 'the same maximum; the other program stops at 1e-8 per cycle' }
const parameters: Tolerance = {
  relative: 1e-3,
  absolute: 5e-4,
  why: 'flat near the maximum: the other program stops before it',
}

function column(file: string, name: string): Float64Array {
  const table = referenceTable(`irt/data/${file}.csv`)
  if (table === null) throw new Error('no reference values')
  return numericColumn(table, name)
}

describe.runIf(referencePresent)('several groups, mirt multipleGroup', () => {
  const table = referenceTable('irt/data/mg_2pl_dif.csv')
  const group = Uint8Array.from(table?.get('group') ?? [], (name) => (name === 'D1' ? 0 : 1))

  test.each([
    ['configural', { differ: 'all' }],
    ['metric', { differ: 'intercepts' }],
    ['anchored_3_15', { differ: Array.from({ length: 15 }, (_, j) => (j < 2 ? 'all' : 'nothing')) }],
  ] as const)('%s', (name, options) => {
    const responses = dataSet('mg_2pl_dif', ['group'])
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl', { groups: 2, ...options }), { ...tight, group })
    const id = `mg/${name}`
    compare('irt', id, id, fit.logLikelihood, values(id, 'logLik'), likelihood)
    for (const [g, there] of ['D1', 'D2'].entries()) {
      compare('irt', id, id, fit.items[g].parameter, values(id, there, 'items'), parameters)
      const { mean, variance } = fit.ability[g]
      compare('irt', id, id, [mean, variance], [...values(id, there, 'mean'), ...values(id, there, 'var')], parameters)
    }
    expect(fit.converged).toBe(true)
  })
})

test('priors of groups, and what is refused', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [i % 2, (i >> 1) % 2, Number(i % 3 === 0)])
  const responses = irt.responsesFromRows(rows)
  const group = Uint8Array.from({ length: 40 }, (_, i) => Number(i >= 20))
  const fit = irt.calibrate(responses, irt.specify(responses, 'rasch', { groups: 2 }), { group, maxIterations: 3 })
  const { mean, variance } = irt.personPriors(fit, group)
  expect(mean).toEqual(Float64Array.from(group, (g) => fit.ability[g].mean))
  expect(variance).toEqual(Float64Array.from(group, (g) => fit.ability[g].variance))
  expect(() => irt.personPriors(fit)).toThrow("2 groups: say each person's")
  expect(() => irt.personPriors(fit, [0, 2])).toThrow('person 1 has group 2 of 2')
})

describe.runIf(referencePresent)('weights, mirt survey.weights', () => {
  test('LSAT7', () => {
    const responses = dataSet('LSAT7')
    const id = 'LSAT7/2PL_weighted'
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl'), {
      ...tight,
      weight: column('LSAT7_weights', 'w'),
    })
    compare('irt', id, id, fit.logLikelihood, values(id, 'logLik'), likelihood)
    compare('irt', id, id, fit.items[0].parameter, values(id, 'items'), parameters)
    compare('irt', id, id, fit.bic, values(id, 'BIC'), likelihood)
  })
})

describe.runIf(referencePresent)('fixed items', () => {
  test('four known items and a new one: mirt refuses, the scale being known ours does not', () => {
    const responses = dataSet('LSAT7')
    const first = irt.calibrate(responses, irt.specify(responses, '2pl'), tight)
    const anchors = { place: [0, 1, 2, 3], items: irt.selectItems(first.items[0], [0, 1, 2, 3]) }
    const fit = irt.calibrate(responses, irt.specify(responses, '2pl', { anchors }), tight)
    expect(fit.ability[0].mean).toBeCloseTo(0, 4)
    expect(fit.ability[0].variance).toBeCloseTo(1, 4)
    expect(fit.items[0].parameter[16]).toBeCloseTo(first.items[0].parameter[16], 3)
    const why =
      "mirt's fixedCalib needs degrees of freedom for its empirical histogram; ours is calibrated and gives the items back"
    notMet('irt', 'LSAT7/fixedCalib', why)
  })

  test('models of more than one dimension', () => {
    notMet('irt', 'Science/2dim_exploratory', 'one dimension of ability is all that the package is for')
  })
})

describe.runIf(referencePresent)('TAM', () => {
  const deviance: Tolerance = {
    relative: 2e-8,
    why: 'the same maximum on the same 61 nodes; where they differ, by 0.001, ours is the likelier',
  }
  const near: Tolerance = {
    relative: 1e-4,
    absolute: 2e-5,
    why: 'TAM stops at 1e-10 of the deviance, where parameters still move',
  }

  test('2PL and generalised partial credit', () => {
    for (const [id, data, type, family] of [
      ['TAM/data_sim_rasch/2pl', 'TAM_data_sim_rasch', '2pl', 'TAM/data_sim_rasch'],
      ['TAM/data_gpcm/gpcm', 'TAM_data_gpcm', 'gpcm', 'TAM/data_gpcm'],
    ] as const) {
      const responses = dataSet(data)
      const fit = irt.calibrate(responses, irt.specify(responses, type), tight)
      compare('irt', family, id, -2 * fit.logLikelihood, values(id, 'deviance'), deviance)
      const { start, parameter } = fit.items[0]
      const slopes = Array.from(start.subarray(0, -1), (first) => parameter[first])
      const b = values(id, 'B')
      const theirSlopes = type === '2pl' ? b : Float64Array.of(b[1], b[5], b[9])
      compare('irt', family, id, slopes, theirSlopes, near)
    }
  })

  test('partial credit', () => {
    const responses = dataSet('TAM_data_gpcm')
    const fit = irt.calibrate(responses, irt.specify(responses, 'pcm'), tight)
    const id = 'TAM/data_gpcm/pcm'
    compare('irt', 'TAM/data_gpcm', id, -2 * fit.logLikelihood, values(id, 'deviance'), deviance)
    compare('irt', 'TAM/data_gpcm', id, fit.ability[0].variance, values(id, 'var'), near)
    const difficulties = Array.from({ length: 3 }, (_, j) => {
      const d = [0, ...fit.items[0].parameter.subarray(4 * j + 1, 4 * j + 4)]
      return [1, 2, 3].map((k) => d[k - 1] - d[k])
    }).flat()
    const xsi = theirs(id, 'xsi', 'xsi')
    compare('irt', 'TAM/data_gpcm', id, difficulties, numbers(xsi), near)
  })

  test.each([
    ['TAM/latent_regression', 'TAM_data_sim_rasch', 'TAM_latreg_Y', []],
    ['TAM/latent_regression_true', 'latreg_rasch', 'latreg_rasch', ['x', 'g']],
  ] as const)('%s', (id, data, covariates, leaveOut) => {
    const responses = dataSet(data, leaveOut)
    const covariate = matrix(responses.persons, 2)
    covariate.data.set(column(covariates, 'x'), 0)
    covariate.data.set(column(covariates, 'g'), responses.persons)
    const fit = irt.calibrate(responses, irt.specify(responses, 'rasch'), { ...tight, covariate })
    compare('irt', id, id, -2 * fit.logLikelihood, values(id, 'deviance'), deviance)
    const count = responses.items
    compare(
      'irt',
      id,
      id,
      fit.free.slice(0, count).map((d) => -d),
      numbers(theirs(id, 'xsi', 'xsi')),
      near,
    )
    compare('irt', id, id, [0, ...fit.free.slice(count, count + 2)], values(id, 'beta'), near)
    compare('irt', id, id, fit.ability[0].variance, values(id, 'var'), near)
    if (id !== 'TAM/latent_regression_true') return
    checkPlausible(id, responses, fit)
  })

  test('joint maximum likelihood', () => {
    notMet('irt', 'TAM/data_sim_rasch', 'joint maximum likelihood is inconsistent and is not offered', [
      'TAM/data_sim_rasch/jml',
    ])
    const why =
      'the reference run itself failed: a package was missing there; truth/TAM_data_sim_rasch has the same model'
    notMet('irt', 'TAM/data_sim_rasch', why, ['TAM/data_sim_rasch/mml'])
  })
})

/** Scores and plausible values under the regression's own prior of each person. */
function checkPlausible(id: string, responses: irt.Responses, fit: irt.Calibration): void {
  const { persons } = responses
  const prior = irt.personPriors(fit)
  const eap = irt.scoreEap(responses, fit.items[0], { prior })
  const average = eap.theta.reduce((a, b) => a + b, 0) / persons
  const spread = eap.theta.reduce((a, b) => a + (b - average) ** 2, 0) / (persons - 1)
  const why = 'posterior means at parameters equal to four digits'
  compare('irt', id, id, spread, values(id, 'EAP_var'), { relative: 1e-3, why })
  // TAM divides by all persons in one place and by all but one in another.
  compare('irt', id, id, irt.empiricalReliability(eap.theta, eap.standardError), values(id, 'EAP_rel'), {
    relative: 1e-3,
    why,
  })
  const draws = irt.plausibleValues(responses, fit.items[0], 20, random(5), prior).data
  const drawn = draws.reduce((a, b) => a + b, 0) / draws.length
  const variance = draws.reduce((a, b) => a + (b - drawn) ** 2, 0) / draws.length
  const random4 = 'random draws on both sides: within four Monte-Carlo errors'
  compare('irt', id, id, drawn, values(id, 'pv_mean'), { relative: 0, absolute: 0.02, why: random4 })
  compare('irt', id, id, variance, values(id, 'pv_var'), { relative: 0.03, why: random4 })
}

describe.runIf(referencePresent)('ltm', () => {
  const close: Tolerance = {
    relative: 1e-7,
    why: 'Gauss–Hermite nodes there, even nodes here: the integrals agree to about 1e-9',
  }
  const rough: Tolerance = { relative: 2e-3, absolute: 1e-3, why: 'ltm stops its optimiser at about four digits' }

  test.each([
    ['ltm/LSAT/rasch', 'LSAT6', true],
    ['ltm/LSAT/rasch_fixed', 'LSAT6', true],
    ['ltm/LSAT/2PL', 'LSAT6', false],
    ['ltm/WIRS/2PL', 'WIRS', false],
  ] as const)('%s', (id, data, equalSlopes) => {
    const family = id.split('/').slice(0, 2).join('/')
    const responses = dataSet(data)
    const known = id === 'ltm/LSAT/rasch_fixed'
    const ability = [{ mean: 0, variance: 1, estimateMean: false, estimateVariance: false }]
    const specification = known
      ? irt.specify(responses, 'rasch', { ability })
      : irt.specify(responses, '2pl', { equalSlopes })
    const fit = irt.calibrate(responses, specification, tight)
    compare('irt', family, id, fit.logLikelihood, values(id, 'logLik'), close)
    const { parameter } = fit.items[0]
    const count = responses.items
    const difficulty = Array.from({ length: count }, (_, j) => -parameter[4 * j + 1] / parameter[4 * j])
    const slope = Array.from({ length: count }, (_, j) => parameter[4 * j])
    const ours = [...difficulty, ...(equalSlopes ? slope.slice(0, 1) : slope)]
    const table = numbers(theirs(id, 'coef'))
    compare(
      'irt',
      family,
      id,
      ours,
      ours.map((_, r) => table[3 * r]),
      rough,
    )
  })

  test('guessing with one slope', () => {
    const responses = dataSet('LSAT6')
    const fit = irt.calibrate(responses, irt.specify(responses, '3pl', { equalSlopes: true }), { maxIterations: 5000 })
    const id = 'ltm/LSAT/tpm_eqg'
    const why =
      'without a prior the likelihood is all but flat in the guessing parameters: only its height can be compared'
    compare('irt', 'ltm/LSAT', id, fit.logLikelihood, values(id, 'logLik'), { relative: 1e-5, why })
  })

  test.each([
    ['ltm/Science/grm', 'graded'],
    ['ltm/Science/gpcm', 'gpcm'],
  ] as const)('%s', (id, type) => {
    const responses = dataSet('Science')
    const fit = irt.calibrate(responses, irt.specify(responses, type), tight)
    const { parameter } = fit.items[0]
    const thresholds = [1, 2, 3].map((k) => {
      return Array.from({ length: 4 }, (_, j) => {
        const a = parameter[4 * j]
        const before = type === 'gpcm' && k > 1 ? parameter[4 * j + k - 1] : 0
        return -(parameter[4 * j + k] - before) / a
      })
    })
    const slopes = Array.from({ length: 4 }, (_, j) => parameter[4 * j])
    compare('irt', 'ltm/Science', id, fit.logLikelihood, values(id, 'logLik'), { ...close, relative: 1e-5 })
    const printed = {
      relative: 5e-3,
      absolute: 2e-3,
      why: 'ltm prints three decimals, and warns for grm that its Hessian is not sound',
    }
    compare('irt', 'ltm/Science', id, [...thresholds.flat(), ...slopes], numbers(member(theirs(id), 'coef')), printed)
  })
})
