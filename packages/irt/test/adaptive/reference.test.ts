import { describe, test } from 'vitest'
import { member, numbers, referencePresent } from '../../../../tools/reference/index.ts'
import {
  type AbilityMethod,
  type AdaptiveBank,
  adaptiveBank,
  type Criterion,
  criterionValues,
  estimateAbility,
  type History,
  normalTrapezoid,
} from '../../src/adaptive/index.ts'
import * as irt from '../../src/index.ts'
import { bank100, patterns, reference, tcals } from './cat.ts'

const closed = { relative: 1e-10, absolute: 1e-13, why: 'closed formulas of three-digit parameters' }
const summed = { relative: 1e-9, absolute: 1e-12, why: 'the same nodes and weights' }
const searched = {
  relative: 1e-4,
  absolute: 2e-4,
  why: "catR searches modes with R's optimize or uniroot, to about 1e-4; ours to 1e-12",
}

function whole(pattern: readonly number[]) {
  return { asked: [...pattern.keys()], answers: pattern }
}

describe.runIf(referencePresent)('adaptive testing, R catR 3.17', () => {
  const grid = Float64Array.from({ length: 13 }, (_, k) => -3 + k / 2)

  test('probabilities, derivatives and information', () => {
    const bank = tcals()
    const room = new Float64Array(8)
    const result = reference.resultOf('Pi')
    if (!Array.isArray(result)) throw new Error('Pi is no list')
    result.forEach((frame: readonly unknown[], j) => {
      const ours = { P: [] as number[], dP: [] as number[], d2P: [] as number[] }
      for (const theta of grid) {
        irt.abilityDerivatives(bank, j, theta, room)
        ours.P.push(room[1])
        ours.dP.push(room[3])
        ours.d2P.push(room[5])
      }
      for (const part of ['P', 'dP', 'd2P'] as const)
        reference.check(
          'Pi',
          ours[part],
          numbers(Array.isArray(frame) ? frame.map((row) => member(row, part)) : member(frame, part)),
          closed,
        )
    })
    const informations = (items: irt.Items, count: number) => {
      return Array.from({ length: count }, (_, j) =>
        Array.from(grid, (theta) => irt.itemInformation(items, j, theta)),
      ).flat()
    }
    reference.check('Ii', informations(bank, 10), numbers(reference.resultOf('Ii')), closed)
    reference.check('Ii_grm', informations(bank100('grm'), 5), numbers(reference.resultOf('Ii_grm')), closed)
    reference.check('Ii_gpcm', informations(bank100('gpcm'), 5), numbers(reference.resultOf('Ii_gpcm')), closed)
    for (const model of ['grm', 'gpcm'] as const) {
      const ours = Array.from(grid, (theta) => {
        irt.categoryProbabilities(bank100(model), 0, theta, room)
        return Array.from(room.subarray(0, 2))
      })
      const theirs = numbers(reference.resultOf(`Pi_${model}1`)).filter((value) => !Number.isNaN(value))
      reference.check(`Pi_${model}1`, ours.flat(), theirs, closed)
    }
  })

  test.each([
    ['EAP', 'eap'],
    ['ML', 'ml'],
    ['BM', 'map'],
    ['WL', 'wle'],
  ] satisfies [string, AbilityMethod['kind']][])('ability by %s', (name, kind) => {
    for (const [id, items, data] of [
      [`thetaEst/${name}`, tcals(), 'tcals_patterns'],
      [`thetaEst/GRM_${name}`, bank100('grm'), 'patterns_GRM'],
    ] as const) {
      const bank = adaptiveBank(items)
      const ours = patterns(data).map((pattern) => estimateAbility(bank, whole(pattern), { kind }))
      const tolerance = kind === 'eap' ? summed : searched
      reference.check(
        id,
        ours.map(({ theta }) => theta),
        reference.column(id, 'theta'),
        tolerance,
      )
      reference.check(
        id,
        ours.map(({ standardError }) => standardError),
        reference.column(id, 'se'),
        tolerance,
      )
    }
  })

  test('another prior, robust, and Jeffreys', () => {
    const bank = adaptiveBank(tcals(), normalTrapezoid(-6, 6, 121, 0.5, 1.5))
    const all = patterns('tcals_patterns')
    const ours = all.map((pattern) => estimateAbility(bank, whole(pattern), { kind: 'eap' }).theta)
    reference.check('thetaEst/EAP_prior', ours, reference.column('thetaEst/EAP_prior', 'theta'), summed)
    const robust = all.map(
      (pattern) => estimateAbility(adaptiveBank(tcals()), whole(pattern), { kind: 'robust' }).theta,
    )
    reference.check('thetaEst/ROB_Huber', robust, reference.column('thetaEst/ROB_Huber', 'theta'), searched)
    const jeffreys = irt.scoreJeffreys(irt.responsesFromRows(all), tcals()).theta
    reference.check('thetaEst/BM_Jeffreys', jeffreys, reference.column('thetaEst/BM_Jeffreys', 'theta'), searched)
  })

  test.each([
    ['MFI', 'information'],
    ['bOpt', 'difficulty'],
    ['thOpt', 'peak'],
    ['MLWI', 'likelihoodWeightedInformation'],
    ['MPWI', 'posteriorWeightedInformation'],
    ['MEI', 'expectedInformation'],
    ['MEPV', 'expectedPosteriorVariance'],
    ['KL', 'kullbackLeibler'],
    ['KLP', 'posteriorKullbackLeibler'],
    ['GDI', 'globalDiscrimination'],
    ['GDIP', 'posteriorDiscrimination'],
  ] satisfies [string, Criterion][])('next item by %s', (name, criterion) => {
    const id = `nextItem/${name}`
    const bank = adaptiveBank(tcals())
    const asked = [0, 29, 54]
    const pattern = patterns('tcals_patterns')[7]
    const history = { asked, answers: asked.map((item) => pattern[item]) }
    const { theta } = estimateAbility(bank, history, { kind: 'eap' })
    const candidates = [...pattern.keys()].filter((item) => !asked.includes(item))
    const values = criterionValues(bank, criterion, history, theta, candidates)
    const best = values.indexOf(Math.max(...values))
    reference.check(id, candidates[best] + 1, numbers(member(reference.resultOf(id), 'item')), summed)
    reference.check(id, theta, numbers(member(reference.resultOf(id), 'theta')), summed)
    const scale = scaleOf(criterion, bank, history)
    reference.check(id, scale * Math.abs(values[best]), numbers(member(reference.resultOf(id), 'info')), {
      relative: 5e-6,
      why: 'the same nodes; catR does not halve the outermost ones in its discrimination indices',
    })
  })
})

/** catR integrates the likelihood and the prior density as they are; ours are scaled to a largest value of 1 and to sum 1. */
function scaleOf(criterion: Criterion, bank: AdaptiveBank, { asked, answers }: History): number {
  const integrals: readonly Criterion[] = [
    'likelihoodWeightedInformation',
    'posteriorWeightedInformation',
    'kullbackLeibler',
    'posteriorKullbackLeibler',
  ]
  if (!integrals.includes(criterion)) return 1
  const { node } = bank.ability
  const likelihood = node.map((_, q) => {
    return asked.reduce((product, item, step) => {
      return product * bank.probability[(bank.row[item] + answers[step]) * node.length + q]
    }, 1)
  })
  const largest = Math.max(...likelihood)
  if (!criterion.startsWith('posterior')) return largest
  const mass = node.reduce((sum, theta, q) => {
    const width = q === 0 || q === node.length - 1 ? 0.125 : 0.25
    return sum + (width * Math.exp(-0.5 * theta * theta)) / Math.sqrt(2 * Math.PI)
  }, 0)
  return largest * mass
}
