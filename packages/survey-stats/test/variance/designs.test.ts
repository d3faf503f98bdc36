import { matrix } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { compare, member, referencePresent, referenceText } from '../../../../tools/reference/index.ts'
import * as s from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import { apiDesigns, bind, caseOf, check, data, rounding } from '../design/api.ts'
import { checkGlm, withIntercept } from '../regression/support.ts'
import { checkEstimate } from './r-support.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

describe.runIf(referencePresent)('multistage and stratified designs', () => {
  test('mu284: two stages with population sizes', () => {
    const d = data('mu284')
    const stages = [
      { unit: s.codesOf([...d.number('id1')]), populationSize: d.number('n1') },
      { unit: s.codesOf([...d.number('id2')]), populationSize: d.number('n2') },
    ]
    const design = s.clusterDesign({ stages, lonelyPsu: 'fail' })
    check('mu284/weights', design.weight, caseOf('mu284/weights').result)
    checkEstimate('mu284/total', e.estimateTotal(d.number('y1'), design))
    checkEstimate('mu284/mean', e.estimateMean(d.number('y1'), design))
    const ultimate = s.clusterDesign({ stages: stages.slice(0, 1), weight: design.weight, lonelyPsu: 'fail' })
    checkEstimate('mu284/ultimate_cluster/total', e.estimateTotal(d.number('y1'), ultimate))
  })

  test('clus2 with the population sizes of the first stage only: the lonely second-stage units are refused', () => {
    const d = data('apiclus2')
    const first = { unit: s.codesOf([...d.number('dnum')]), populationSize: d.number('fpc1') }
    const second = { unit: s.codesOf([...d.number('snum')]) }
    const design = s.clusterDesign({ stages: [first, second], weight: d.number('pw'), lonelyPsu: 'fail' })
    expect(() => e.estimateMean(d.number('api00'), design)).toThrow(/stage 2: stratum \d+ has one sampled unit/)
    const id = 'clus2_onestage_fpc/mean'
    compare('survey-stats', id, id, null, null, { relative: 0, why: 'R refuses, so do we' })
  })

  test('fpc and hospital', () => {
    const d = data('fpc')
    const stratum = d.codes('stratid').code
    const unit = d.codes('psuid').code
    const with_ = s.clusterDesign({
      stages: [{ unit, stratum, populationSize: d.number('Nh') }],
      weight: d.number('weight'),
      lonelyPsu: 'fail',
    })
    const without = s.clusterDesign({ stages: [{ unit, stratum }], weight: d.number('weight'), lonelyPsu: 'fail' })
    const x = d.number('x')
    checkEstimate('fpc/withfpc/mean', e.estimateMean(x, with_))
    check('fpc/withfpc/mean', e.designEffects('mean', x, with_), member(caseOf('fpc/withfpc/mean').result, 'deff'))
    checkEstimate('fpc/withfpc/total', e.estimateTotal(x, with_))
    checkEstimate('fpc/withoutfpc/mean', e.estimateMean(x, without))
    check(
      'fpc/withoutfpc/mean',
      e.designEffects('mean', x, without),
      member(caseOf('fpc/withoutfpc/mean').result, 'deff'),
    )
    const h = data('hospital')
    const stage = {
      unit: h.codes('hospno').code,
      stratum: h.codes('oblevel').code,
      populationSize: h.number('tothosp'),
    }
    const hospital = s.clusterDesign({ stages: [stage], weight: h.number('weighta'), lonelyPsu: 'fail' })
    const births = h.number('births')
    checkEstimate('hospital/taylor/total', e.estimateTotal(births, hospital))
    const effect = e.designEffects('total', births, hospital)
    check('hospital/taylor/total', effect, member(caseOf('hospital/taylor/total').result, 'deff'))
    checkEstimate('hospital/taylor/mean', e.estimateMean(births, hospital))
    const ratio = e.estimateRatio(births, h.number('tothosp'), hospital)
    check('hospital/taylor/ratio', ratio.value, member(caseOf('hospital/taylor/ratio').result, 'estimate'))
    check('hospital/taylor/ratio', ratio.covariance.data, member(caseOf('hospital/taylor/ratio').result, 'var'))
    const levels = h.codes('oblevel')
    const separate = e.estimateDomainRatios(births, h.number('tothosp'), levels.code, levels.levels.length, hospital)
    const id = 'hospital/taylor/ratio_separate'
    levels.levels.forEach((level, g) => {
      const theirs = member(caseOf(id).result, 'ratios', level)
      check(id, [separate.value[g]!, separate.standardError[g]!], [member(theirs, 'estimate'), member(theirs, 'se')])
    })
  })

  test('scd', () => {
    const d = data('scd')
    const stratum = d.codes('ESA').code
    const unit = d.codes('ambulance').code
    const weight = new Float64Array(6).fill(1)
    const populationSize = new Float64Array(6).fill(5)
    const both = d.columns('alive', 'arrests')
    for (const [name, stage] of [
      ['fpc', { unit, stratum, populationSize }],
      ['nofpc', { unit, stratum }],
    ] as const) {
      const design = s.clusterDesign({ stages: [stage], weight, lonelyPsu: 'fail' })
      checkEstimate(`scd/${name}/mean`, e.estimateMean(both, design))
      const effects = e.designEffects('mean', both, design, 'withReplacement')
      check(`scd/${name}/mean`, effects, member(caseOf(`scd/${name}/mean`).result, 'deff'))
      const ratio = e.estimateRatio(d.number('alive'), d.number('arrests'), design)
      check(`scd/${name}/ratio`, ratio.value, member(caseOf(`scd/${name}/ratio`).result, 'estimate'))
      check(`scd/${name}/ratio`, ratio.covariance.data, member(caseOf(`scd/${name}/ratio`).result, 'var'))
    }
  })
})

describe.runIf(referencePresent)('lonely units', () => {
  const d = data('lonely')
  const build = (policy: s.LonelyPsuPolicy, adjustLonelyInDomain: boolean, size: boolean): s.ClusterDesign => {
    const stage = { unit: s.codesOf([...d.number('psu')]), stratum: s.codesOf([...d.number('stratum')]) }
    const stages = [size ? { ...stage, populationSize: d.number('N') } : stage]
    return s.clusterDesign({ stages, weight: d.number('w'), lonelyPsu: policy, adjustLonelyInDomain })
  }
  const x = d.number('x')
  const b = d.is('g', 'b')

  test.each(['remove', 'certainty', 'adjust'] as const)('policy %s', (policy) => {
    const p = (part: string): string => `lonely/${policy}/${part}`
    checkEstimate(p('mean'), e.estimateMean(x, build(policy, false, false)))
    checkEstimate(p('total'), e.estimateTotal(x, build(policy, false, false)))
    checkEstimate(p('total_fpc'), e.estimateTotal(x, build(policy, false, true)))
    checkEstimate(p('domain_adjust'), e.estimateMean(x, s.domainDesign(build(policy, true, false), b)))
    checkEstimate(p('domain_noadjust'), e.estimateMean(x, s.domainDesign(build(policy, false, false), b)))
    checkEstimate(p('jkn'), e.estimateMean(x, s.jackknifeDesign(build(policy, false, false))))
  })

  test('policy fail refuses and names the stratum', () => {
    expect(() => e.estimateMean(x, build('fail', false, false))).toThrow('stage 1: stratum 2 has one sampled unit')
    expect(() => s.jackknifeDesign(build('fail', false, false))).toThrow(
      'survey.lonelyPsu'.length > 0 ? /stratum 2/ : '',
    )
    compare('survey-stats', 'lonely/fail', 'lonely/fail/mean', null, null, { relative: 0, why: 'R refuses, so do we' })
  })

  test('policy average: the lonely stratum counts as the mean of the others', () => {
    const remove = e.estimateTotal(x, build('remove', false, false)).covariance.data[0]!
    expect(e.estimateTotal(x, build('average', false, false)).covariance.data[0]).toBeCloseTo((remove * 4) / 3, 10)
  })
})

describe.runIf(referencePresent)('unequal probabilities without replacement', () => {
  const d = data('election_pps')
  const p = d.number('p')
  const population = data('election').number('p')
  const psum = [population.reduce((sum, value) => sum + value * value, 0) / 40]
  const joint = (): ReturnType<typeof matrix> => {
    const rows = referenceText('survey/data/election_jointprob.csv')!.trim().split('\n')
    const values = rows.map((line) => line.split(',').map((cell) => Number(cell.replaceAll('"', ''))))
    return matrix(
      40,
      40,
      Float64Array.from({ length: 1600 }, (_, q) => values[q % 40]![Math.floor(q / 40)]!),
    )
  }
  const weight = p.map((value) => 1 / value)
  const designs: Readonly<Record<string, () => s.SurveyDesign>> = {
    brewer: () => s.clusterDesign({ stages: [{ probability: p }], lonelyPsu: 'fail' }),
    overton: () => s.overtonDesign(p),
    hr_known: () => s.hartleyRaoDesign(p, psum, 'horvitz-thompson'),
    ht: () => s.jointProbabilityDesign(joint(), 'horvitz-thompson'),
    yg: () => s.jointProbabilityDesign(joint(), 'yates-grundy'),
    hr_yg: () => s.hartleyRaoDesign(p, psum, 'yates-grundy'),
    wr: () => s.clusterDesign({ stages: [{}], weight, lonelyPsu: 'fail' }),
  }

  test.each(Object.keys(designs))('%s', (name) => {
    const design = designs[name]!()
    const id = (part: string): string => `pps/${name}/${part}`
    const tolerance = {
      ...rounding,
      relative: 1e-9,
      why: 'quadratic form with terms of both signs: some digits cancel in either program',
    }
    const [bush, kerry, votes] = [d.number('Bush'), d.number('Kerry'), d.number('votes')]
    checkEstimate(id('total'), e.estimateTotal(d.columns('Bush', 'Kerry', 'Nader'), design), tolerance)
    const shares = bind(
      bush.map((x, i) => x / votes[i]!),
      kerry.map((x, i) => x / votes[i]!),
    )
    checkEstimate(id('mean'), e.estimateMean(shares, design), tolerance)
    const ratio = e.estimateRatio(bush, kerry, design)
    check(id('ratio'), ratio.value, member(caseOf(id('ratio')).result, 'estimate'), tolerance)
    check(id('ratio'), ratio.covariance.data, member(caseOf(id('ratio')).result, 'var'), tolerance)
    const won = bush.map((x, i) => (x > kerry[i]! ? 1 : 0))
    const by = e.estimateDomainTotals(bush, won, 2, design)
    check(id('by'), by.value, member(caseOf(id('by')).result, 'estimate'), tolerance)
    check(id('by'), by.standardError, member(caseOf(id('by')).result, 'se'), tolerance)
    const x = withIntercept(votes.map(Math.log))
    const linear = {
      relative: 1e-7,
      absolute: 1e-14,
      why: 'linear model by QR or normal equations under a form of both signs',
    }
    checkGlm(id('glm'), { x, y: shares.data.slice(0, 40), family: 'gaussian' }, design, linear)
  })
})

test('the api designs are there', () => {
  expect(Object.keys(apiDesigns)).toContain('clus2')
})
