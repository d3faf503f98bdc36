import { matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { notMet, referencePresent } from '../../../../tools/reference/index.ts'
import * as dif from '../../src/dif/index.ts'
import * as irt from '../../src/index.ts'
import { referenceOf } from '../cases.ts'
import { dataSet } from '../reference.ts'

const groups = referenceOf('irt', 'mirt_groups_misc')
const byScores = referenceOf('linking_dif', 'linking_dif_equating')

/** 2000 simulated persons in two groups; items 1 and 2 function differently. */
function simulated() {
  const group = Uint8Array.from(groups.table('mg_2pl_dif').text('group'), (name) => (name === 'D2' ? 1 : 0))
  return { responses: dataSet('mg_2pl_dif', ['group']), group }
}

describe.runIf(referencePresent)('differential functioning of calibrated items', () => {
  const converged = {
    relative: 2e-4,
    absolute: 5e-4,
    why: 'mirt stops its EM when no parameter moves by 1e-8, which leaves about 1e-4 in twice the log-likelihood',
  }

  test('likelihood ratio, R mirt 1.47', () => {
    const { responses, group } = simulated()
    const drop = dif.likelihoodRatioDif(responses, '2pl', group)
    groups.check(
      'mg/DIF_drop',
      drop.map((item) => item.chiSquare),
      groups.column('mg/DIF_drop', 'X2'),
      converged,
    )
    groups.check(
      'mg/DIF_drop',
      drop.map((item) => item.degreesOfFreedom),
      groups.column('mg/DIF_drop', 'df'),
      converged,
    )
    const anchor = Array.from({ length: 15 }, (_, j) => (j < 2 ? 0 : 1))
    const add = dif.likelihoodRatioDif(responses, '2pl', group, { scheme: 'add', anchor, tested: [0, 1] })
    groups.check(
      'mg/DIF_add',
      add.map((item) => item.chiSquare),
      groups.column('mg/DIF_add', 'X2'),
      converged,
    )
    expect(drop.every((item) => item.converged)).toBe(true)
  }, 60_000)

  test('effect sizes, R mirt 1.47', () => {
    const { responses, group } = simulated()
    const differ = Array.from({ length: 15 }, (_, j) => (j < 2 ? 'all' : 'nothing') as irt.GroupDifference)
    const specification = irt.specify(responses, '2pl', { groups: 2, differ })
    const fit = irt.calibrate(responses, specification, { group, tolerance: 1e-8 })
    const rows = [...group.keys()].filter((i) => group[i] === 1)
    const focal = {
      persons: rows.length,
      items: 15,
      answer: Uint8Array.from(
        { length: 15 * rows.length },
        (_, at) => responses.answer[rows[at % rows.length] + Math.floor(at / rows.length) * responses.persons],
      ),
    }
    const { mean, variance } = fit.ability[1]
    const { theta } = irt.scoreEap(focal, fit.items[1], { prior: { mean, variance } })
    const ours = dif.itemEffectSizes(fit.items[0], fit.items[1], theta)
    const id = 'mg/empirical_ES'
    const near = { relative: 1e-3, absolute: 1e-5, why: 'parameters of the two EMs agree to about 1e-4' }
    groups.check(
      id,
      ours.map((item) => item.signed),
      groups.column(id, 'SIDS'),
      near,
    )
    groups.check(
      id,
      ours.map((item) => item.unsigned),
      groups.column(id, 'UIDS'),
      near,
    )
    groups.check(
      id,
      ours.map((item) => item.standardised),
      groups.column(id, 'ESSD'),
      near,
    )
    groups.check(
      id,
      ours.slice(0, 2).map((item) => item.thetaOfLargest),
      groups.column(id, 'theta.of.max.D').slice(0, 2),
      near,
    )
    groups.check(
      id,
      ours.map((item) => item.largest),
      groups.column(id, 'max.D'),
      near,
    )
    const weight = irt.scoreEap(focal, fit.items[1]).theta.map(() => 1)
    expect(dif.itemEffectSizes(fit.items[0], fit.items[1], theta, weight)[1].signed).toBeCloseTo(ours[1].signed, 12)
  }, 60_000)

  test('SIBTEST, R mirt 1.47', () => {
    const { responses, group } = simulated()
    const suspect = Array.from({ length: 15 }, (_, j) => (j === 1 ? 1 : 0))
    const ours = dif.sibtest(
      responses,
      group,
      suspect.map((mark) => 1 - mark),
      suspect,
    )
    const why = 'closed formulas of counts'
    groups.check('mg/SIBTEST', ours.beta, groups.column('mg/SIBTEST', 'beta')[0], { relative: 1e-10, why })
    groups.check('mg/SIBTEST', ours.standardError, groups.column('mg/SIBTEST', 'SE')[0], { relative: 1e-10, why })
    groups.check('mg/SIBTEST', ours.chiSquare, groups.column('mg/SIBTEST', 'X2')[0], { relative: 1e-10, why })
  })

  test('Lord and Raju on separate Rasch calibrations, R difR 5.1', () => {
    const table = byScores.table('verbal')
    const gender = table.numeric('Gender')
    const sides = [0, 1].map((wanted) => {
      const rows = [...gender.keys()].filter((i) => gender[i] === wanted)
      const answer = new Uint8Array(24 * rows.length)
      table.names.slice(0, 24).forEach((title, j) => {
        answer.set(
          rows.map((i) => table.numeric(title)[i]),
          j * rows.length,
        )
      })
      const responses = { persons: rows.length, items: 24, answer }
      const ability = [{ mean: 0, variance: 1, estimateMean: false, estimateVariance: false }]
      const fit = irt.calibrate(responses, irt.specify(responses, 'rasch', { ability }), { tolerance: 1e-9 })
      const errors = irt.standardErrors(fit).items[0]
      const covariance = matrix(errors.length, errors.length)
      errors.forEach((error, p) => {
        covariance.data[p * (errors.length + 1)] = error ** 2
      })
      return { items: fit.items[0], covariance }
    })
    const [reference, focal] = sides
    const link = irt.linkByMoments(focal.items, reference.items, 'mean-mean')
    const onScale = {
      items: irt.rescaleItems(focal.items, { slope: 1, intercept: link.intercept }),
      covariance: focal.covariance,
    }
    const near = {
      relative: 1e-2,
      absolute: 2e-3,
      why: 'ltm integrates with 21 Gauss–Hermite nodes and takes differences for its errors',
    }
    const lord = dif.lordDif(reference, onScale)
    byScores.check(
      'difR/Lord_1PL',
      lord.map((item) => item.chiSquare),
      byScores.ids.length > 0 ? resultNumbers('difR/Lord_1PL') : [],
      near,
    )
    const raju = dif.rajuDif(reference, onScale)
    byScores.check(
      'difR/Raju_1PL',
      raju.map((item) => item.z),
      resultNumbers('difR/Raju_1PL'),
      near,
    )
  })
})

function resultNumbers(id: string): number[] {
  const result = byScores.resultOf(id)
  return Array.isArray(result) ? result.map(Number) : Object.values(Object(result)).map(Number)
}

notMet(
  'irt',
  'mg/DRF',
  'the test-level effect is built (testEffectSize), but which ability density mirt 1.47 averages over could not be made out: N(0, 1) gives 0.0846, the focal group 0.0732, mirt 0.0786',
)
