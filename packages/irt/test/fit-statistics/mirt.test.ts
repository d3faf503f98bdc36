import { describe, expect, test } from 'vitest'
import {
  compare,
  member,
  notMet,
  numbers,
  referencePresent,
  type Tolerance,
} from '../../../../tools/reference/index.ts'
import * as irt from '../../src/index.ts'
import { families, type MirtFit, mirtFit } from '../mirt.ts'
import { cases, frame, theirs } from '../reference.ts'

const exact: Tolerance = {
  relative: 1e-8,
  absolute: 1e-11,
  why: 'the same sums at the same parameters; 15 digits in the file',
}
const node = Float64Array.from({ length: 121 }, (_, q) => -6 + 0.1 * q)

function abilities({ responses, items, variance }: MirtFit): Float64Array {
  return irt.scoreEap(responses, items, { prior: { mean: 0, variance }, node }).theta
}

/** Parameters that mirt counts as the item's own, and as ability's. */
function estimated(family: string, items: irt.Items): { items: number[]; ability: number } {
  const rasch = /\/(Rasch|pcm|rsm)$/.test(family)
  const own = items.model.map((model, j) => {
    const steps = items.categories[j] - 1
    if (family === 'Science/rsm') return j === 0 ? steps : steps + 1
    if (family === 'Science/grsm') return j === 0 ? steps + 1 : steps + 2
    if (model === 'nominal') return 2 * steps
    if (model !== 'logistic') return rasch ? steps : steps + 1
    const guesses = family.includes('prior') || (family.includes('item3') && j === 2)
    return rasch ? 1 : guesses ? 3 : 2
  })
  return { items: own, ability: rasch ? 1 : 0 }
}

/** The lower or upper triangle of R's matrix, as a full list by rows with NaN elsewhere. */
function triangle(id: string, count: number, which: 'lower' | 'upper'): number[] {
  const flat = numbers(theirs(id))
  const result: number[] = []
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) result.push(which === 'lower' ? flat[a * count + b] : flat[b * count + a])
  }
  return result
}

function pairs(matrix: Float64Array, count: number): number[] {
  const result: number[] = []
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) result.push(matrix[a + b * count])
  return result
}

describe.runIf(referencePresent).each(families)('%s', (family) => {
  const fit = mirtFit(family)
  const { items, responses, variance } = fit
  const theta = abilities(fit)
  const count = items.model.length

  test('person fit', () => {
    const id = `${family}/personfit`
    const ours = irt.personFit(responses, items, theta).slice(0, 30)
    if (family === 'LSAT7_missing/2PL') {
      for (const name of ['outfit', 'infit'] as const) {
        ours.forEach((row, i) => {
          expect(row[name]).toBeCloseTo(frame(id, name)[i], 10)
        })
      }
      const why =
        "mirt's z of the outfit counts all items in one place and the answered ones in another; outfit, infit and Zh are equal"
      notMet('irt', family, why, [id])
      return
    }
    for (const [mine, name] of [
      ['outfit', 'outfit'],
      ['outfitZ', 'z.outfit'],
      ['infit', 'infit'],
      ['infitZ', 'z.infit'],
      ['zh', 'Zh'],
    ] as const) {
      const capped = { relative: 1e-4, why: 'a spread is capped at √2, which mirt has as 1.4142' }
      const tolerance = name.startsWith('z') && family === 'Abortion/2PL' ? capped : exact
      compare(
        'irt',
        family,
        id,
        ours.map((row) => row[mine]),
        frame(id, name),
        tolerance,
      )
    }
  })

  test('item Zh', () => {
    const id = `${family}/itemfit_Zh`
    if ((cases.get(id)?.error ?? null) !== null) {
      notMet('irt', family, 'mirt refuses data with gaps; ours sums over the answers given', [id])
      return
    }
    compare(
      'irt',
      family,
      id,
      irt.itemFit(responses, items, theta).map(({ zh }) => zh),
      frame(id, 'Zh'),
      exact,
    )
  })

  test('Q3', () => {
    const id = `${family}/Q3`
    compare('irt', family, id, irt.residualCorrelations(responses, items, theta), numbers(theirs(id)), exact)
  })

  test('local dependence', () => {
    const id = `${family}/LD`
    const ours = irt.localDependence(responses, items, { mean: 0, variance })
    compare('irt', family, id, pairs(ours.chiSquare, count), triangle(id, count, 'lower'), exact)
    compare('irt', family, id, pairs(ours.cramerV, count), triangle(id, count, 'upper'), exact)
  })

  test('S-X2', () => {
    const id = `${family}/itemfit_SX2`
    const { items: own, ability } = estimated(family, items)
    const options = { estimated: own, abilityParameters: ability, ability: { mean: 0, variance } }
    if ((cases.get(id)?.error ?? null) !== null) {
      expect(() => irt.orlandoThissen(responses, items, options)).toThrow('complete')
      compare('irt', family, id, null, null, exact)
      return
    }
    const ours = irt.orlandoThissen(responses, items, options)
    compare(
      'irt',
      family,
      id,
      ours.map(({ statistic, df }) => (df > 0 ? statistic : Number.NaN)),
      frame(id, 'S_X2'),
      exact,
    )
    compare(
      'irt',
      family,
      id,
      ours.map(({ df }) => Math.max(df, 0)),
      frame(id, 'df.S_X2'),
      exact,
    )
  })

  test('Q1', () => {
    const id = `${family}/itemfit_X2`
    if (/(Rasch|equal_slope|\/pcm|\/rsm)$/.test(family)) {
      const why =
        'patterns of one sum tie in ability, and the groups hang on how ties fall: in mirt, it seems, on the last bit, with us on the place in the file'
      notMet('irt', family, why, [id])
      return
    }
    const ours = irt.yenQ1(responses, items, theta, estimated(family, items).items)
    compare(
      'irt',
      family,
      id,
      ours.map(({ statistic }) => statistic),
      frame(id, 'X2'),
      exact,
    )
    compare(
      'irt',
      family,
      id,
      ours.map(({ df }) => df),
      frame(id, 'df.X2'),
      exact,
    )
  })
})

const notMetHere: Readonly<Record<string, string>> = {
  'LSAT7/3PL_item3_only/M2':
    'mirt did not converge: its guessing parameter is on the way to 0, and the statistic with it',
  'Science/gpcm/C2':
    'mirt gives 16.34, we 19.04; our slopes of the moments equal differences of the moments (laws.test.ts), for all models alike',
  'Science/pcm/C2':
    'mirt leaves the variance of ability out of the slopes but counts it in df: 31.78 against our 31.69',
}

describe.runIf(referencePresent).each(families)('%s, the whole model', (family, _, type, options) => {
  const { responses } = mirtFit(family)
  test.each(['M2', 'C2'] as const)('%s', (kind) => {
    const id = `${family}/${kind}`
    if (!cases.has(id) || type === 'grsm') return
    const reason = notMetHere[id]
    if (reason !== undefined) {
      notMet('irt', family, reason, [id])
      return
    }
    const spec = irt.specify(responses, family.includes('item3') ? ['2pl', '2pl', '3pl', '2pl', '2pl'] : type, options)
    const fit = irt.calibrate(responses, spec, { tolerance: 1e-8, maxIterations: 5000 })
    if ((cases.get(id)?.error ?? null) !== null) {
      expect(() => irt.limitedInformationFit(responses, fit, kind)).toThrow('moments for')
      compare('irt', family, id, null, null, exact)
      return
    }
    const ours = irt.limitedInformationFit(responses, fit, kind)
    const [row] = [theirs(id)].flat()
    const their = (name: string): Float64Array => numbers(member(row, name))
    const near = {
      relative: 2e-3,
      absolute: 1e-4,
      why: "at our maximum; mirt's parameters are up to 1e-4 away from it",
    }
    compare('irt', family, id, ours.df, their('df'), exact)
    compare('irt', family, id, ours.statistic, their('M2'), near)
    compare('irt', family, id, ours.p, their('p'), near)
    compare(
      'irt',
      family,
      id,
      [ours.rmsea, ours.rmseaLow, ours.rmseaHigh],
      [...their('RMSEA'), ...their('RMSEA_5'), ...their('RMSEA_95')],
      near,
    )
    compare('irt', family, id, ours.srmsr, their('SRMSR'), near)
    compare('irt', family, id, [ours.tli, ours.cfi], [...their('TLI'), ...their('CFI')], near)
  })
})

describe.runIf(referencePresent)('infit and outfit by item, LSAT6 Rasch', () => {
  const near = {
    relative: 1e-4,
    absolute: 1e-5,
    why: "abilities at mirt's scores, which its search leaves at five digits for ML; model fitted to 1e-9",
  }

  test.each(['infit', 'infit_ML'])('%s', (name) => {
    const { items, responses, variance } = mirtFit('LSAT6/Rasch')
    const eap = (): irt.Scores => irt.scoreEap(responses, items, { prior: { mean: 0, variance }, node })
    const { theta } = name === 'infit' ? eap() : irt.scoreMl(responses, items)
    const finite = theta.filter((value) => Number.isFinite(value))
    const [lowest, highest] = [Math.min(...finite), Math.max(...finite)]
    const placed = theta.map((value) =>
      value === Infinity ? highest + 0.1 : value === -Infinity ? lowest - 0.1 : value,
    )
    const ours = irt.itemFit(responses, items, placed)
    const id = `LSAT6/Rasch/${name}`
    compare(
      'irt',
      'LSAT6/Rasch',
      id,
      ours.map(({ outfit }) => outfit),
      frame(id, 'outfit'),
      near,
    )
    compare(
      'irt',
      'LSAT6/Rasch',
      id,
      ours.map(({ infit }) => infit),
      frame(id, 'infit'),
      near,
    )
    const z = { ...near, relative: 5e-4 }
    compare(
      'irt',
      'LSAT6/Rasch',
      id,
      ours.map(({ outfitZ }) => outfitZ),
      frame(id, 'z.outfit'),
      z,
    )
    compare(
      'irt',
      'LSAT6/Rasch',
      id,
      ours.map(({ infitZ }) => infitZ),
      frame(id, 'z.infit'),
      z,
    )
  })
})
