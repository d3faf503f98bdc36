import { type Matrix, matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { member, numbers, referencePresent } from '../../../../tools/reference/index.ts'
import * as irt from '../../src/index.ts'
import { composeLinks, type Link, linkByCurves, linkByMoments, linkCovariance } from '../../src/link/index.ts'
import { referenceOf } from '../cases.ts'

const reference = referenceOf('linking_dif', 'linking_dif_equating')
const closed = { relative: 1e-10, why: 'closed formulas of 15-digit parameters' }
const meanSigma = {
  relative: 1e-10,
  why: 'A and B compared. R shrinks the derivatives of A by (J − 1)/J in its covariance, as if the deviation ratio had another divisor; the variance of A in 20,000 draws from the parameters’ covariance is ours',
}
const differenced = { relative: 1e-6, absolute: 1e-12, why: 'derivatives by central differences' }
const iterated = {
  relative: 1e-6,
  absolute: 1e-7,
  why: 'equateIRT minimises with nlminb, which stops at about 1e-7 in the coefficients; ours at a slope of 1e-13',
}

interface Form {
  readonly names: readonly (string | null)[]
  readonly items: irt.Items
  readonly covariance: Matrix
}

/** A form as ltm calibrated it; its covariance has the intercepts first, then the slopes. */
function form(model: '2pl' | 'rasch', number: number): Form {
  const coefficients = reference.table(`equateIRT_${model}_test${number}_coef`)
  const intercept = coefficients.numeric(model === '2pl' ? 'X.Intercept.' : 'beta.i')
  const slope = coefficients.numeric(model === '2pl' ? 'z1' : 'beta')
  const items = irt.logisticItems(slope, intercept)
  const table = reference.table(`equateIRT_${model}_test${number}_var`)
  const given = table.names.map((name) => table.numeric(name))
  const count = intercept.length
  const covariance = matrix(4 * count, 4 * count)
  const placeOf = (p: number): number => (p < count ? 4 * p + 1 : 4 * (p - count))
  for (let p = 0; p < given.length; p++) {
    for (let q = 0; q < given.length; q++) covariance.data[placeOf(p) + placeOf(q) * 4 * count] = given[q][p]
  }
  return { names: coefficients.text('item'), items, covariance }
}

/** The places of the common items in two forms, and the link of whatever items stand there. */
function linkerOf(x: Form, y: Form, method: string, unitSlope: boolean) {
  const common = x.names.filter((name) => y.names.includes(name))
  const places = [x, y].map(({ names }) => common.map((name) => names.indexOf(name)))
  return ([a, b]: readonly irt.Items[]): Link => {
    const [from, to] = [irt.selectItems(a, places[0]), irt.selectItems(b, places[1])]
    if (method === 'mean-mean' || method === 'mean-sigma') return linkByMoments(from, to, method)
    if (method === 'mean-gmean') return linkByMoments(from, to, 'mean-geometric')
    return linkByCurves(from, to, method === 'Haebara' ? 'haebara' : 'stocking-lord', { unitSlope })
  }
}

const direct = reference.ids.filter((id) => id.startsWith('direc/'))

describe.runIf(referencePresent)('linking', () => {
  test.each(direct)('%s, R equateIRT 2.5.1', (id) => {
    const [, model, method, pair] = id.split('/')
    if (model !== '2pl' && model !== 'rasch') throw new Error(model)
    const [x, y] = [form(model, Number(pair[0])), form(model, Number(pair[1]))]
    const linker = linkerOf(x, y, method, model === 'rasch')
    const { slope, intercept } = linker([x.items, y.items])
    const tolerance = method === 'mean-sigma' ? meanSigma : method.startsWith('mean') ? closed : iterated
    const theirs = numbers(member(reference.resultOf(id), 'varAB'))
    reference.check(id, slope, numbers(member(reference.resultOf(id), 'A')), tolerance)
    reference.check(id, intercept, numbers(member(reference.resultOf(id), 'B')), tolerance)
    const covariance = linkCovariance(linker, [x.items, y.items], [x.covariance, y.covariance])
    if (method === 'mean-sigma') {
      const share = 1 - 1 / x.names.filter((name) => y.names.includes(name)).length
      expect(theirs[0] / covariance.data[0]).toBeCloseTo(share ** 2, 6)
      return
    }
    reference.check(id, covariance.data, theirs, differenced)
  })

  test('a chain of links, R equateIRT 2.5.1', () => {
    const forms = [1, 2, 3].map((number) => form('2pl', number))
    const first = linkerOf(forms[0], forms[1], 'Haebara', false)
    const second = linkerOf(forms[1], forms[2], 'Haebara', false)
    const chain = ([a, b, c]: readonly irt.Items[]): Link => composeLinks(first([a, b]), second([b, c]))
    const items = forms.map((one) => one.items)
    const { slope, intercept } = chain(items)
    const theirs = member(reference.resultOf('chain/2pl'), 'test1.test2.test3')
    reference.check(
      'chain/2pl',
      [slope, intercept],
      [...numbers(member(theirs, 'A')), ...numbers(member(theirs, 'B'))],
      iterated,
    )
    const covariance = linkCovariance(
      chain,
      items,
      forms.map((one) => one.covariance),
    )
    reference.check('chain/2pl', covariance.data, numbers(member(theirs, 'varAB')), differenced)
  })

  test.each(reference.ids.filter((id) => /^plink\/KB04.*\/D/.test(id)))('%s, R plink 1.5.1', (id) => {
    const scaling = id.endsWith('1.7') ? 1.7 : 1
    const [from, to] = kolenBrennan(scaling, id.startsWith('plink/KB04/'))
    const symmetric = id.includes('symmetric')
    const quadrature = {
      node: Float64Array.from({ length: 40 }, (_, q) => -4 + (8 * q) / 39),
      weight: new Float64Array(40).fill(1),
    }
    const options = { quadrature, direction: symmetric ? 'both' : 'to' } as const
    const links = [
      linkByMoments(from, to, 'mean-mean'),
      linkByMoments(from, to, 'mean-sigma'),
      linkByCurves(from, to, 'haebara', options),
      linkByCurves(from, to, 'stocking-lord', options),
    ]
    const why = 'plink gives six decimals'
    reference.check(
      id,
      links.map(({ slope }) => slope),
      reference.column(id, 'A'),
      { relative: 3e-6, why },
    )
    reference.check(
      id,
      links.map(({ intercept }) => intercept),
      reference.column(id, 'B'),
      { relative: 3e-6, why },
    )
  })
})

/** The common items of Kolen and Brennan's forms X and Y, asymptotes and all. */
function kolenBrennan(scaling: number, withoutItem27: boolean): readonly [irt.Items, irt.Items] {
  const common = reference.table('KB04_common')
  const places = [...common.numeric('form.x').keys()].filter(
    (at) => !(withoutItem27 && common.numeric('form.x')[at] === 27),
  )
  const [x, y] = ['KB04_form1', 'KB04_form2'].map((name) => {
    const table = reference.table(name)
    const slope = table.numeric('discrimination').map((a) => scaling * a)
    const intercept = table.numeric('difficulty').map((b, j) => -slope[j] * b)
    return irt.logisticItems(slope, intercept, table.numeric('asymptote'))
  })
  return [
    irt.selectItems(
      x,
      places.map((at) => common.numeric('form.x')[at] - 1),
    ),
    irt.selectItems(
      y,
      places.map((at) => common.numeric('form.y')[at] - 1),
    ),
  ]
}

test('links exist', () => {
  expect(direct.length > 0 || !referencePresent).toBe(true)
})
