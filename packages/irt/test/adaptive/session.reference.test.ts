import { random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { member, numbers, referencePresent } from '../../../../tools/reference/index.ts'
import {
  type AbilityMethod,
  type AdaptivePlan,
  adaptiveBank,
  type Criterion,
  normalTrapezoid,
  runAdaptiveTest,
} from '../../src/adaptive/index.ts'
import type * as irt from '../../src/index.ts'
import { referenceOf } from '../cases.ts'
import { bank100, patterns, reference, tcals } from './cat.ts'

const kinds: Readonly<Record<string, AbilityMethod['kind']>> = { EAP: 'eap', ML: 'ml', BM: 'map', WL: 'wle' }
const criteria: Readonly<Record<string, Criterion>> = {
  MFI: 'information',
  bOpt: 'difficulty',
  MEPV: 'expectedPosteriorVariance',
  KLP: 'posteriorKullbackLeibler',
}
const searched = {
  relative: 2e-4,
  absolute: 2e-4,
  why: "the items of the whole test are the same; catR searches modes with R's optimize or uniroot, to about 1e-4",
}
const summed = {
  relative: 1e-9,
  absolute: 1e-10,
  why: 'the items of the whole test are the same; the same nodes and weights',
}

function planOf(items: irt.Items, kind: AbilityMethod['kind'], criterion: Criterion, stop: string): AdaptivePlan {
  const stopping = stop.startsWith('len')
    ? { maxItems: Number(stop.slice(3)) }
    : { standardError: Number(stop.slice(2)), maxItems: 40 }
  return { bank: adaptiveBank(items), method: { kind }, criterion, stop: stopping }
}

function checkSession(id: string, plan: AdaptivePlan, pattern: readonly number[]) {
  const session = runAdaptiveTest(plan, (item) => pattern[item], random(1))
  const part = (name: string) => numbers(member(reference.resultOf(id), name))
  const tolerance = plan.method.kind === 'eap' ? summed : searched
  reference.check(id, session.theta, part('thFinal'), tolerance)
  const items = Float64Array.from(session.asked, (item) => item + 1)
  if (plan.criterion === 'difficulty') {
    // Items of one difficulty tie, and catR draws among them: the items are compared as a set.
    reference.check(id, items.sort(), part('items').sort(), tolerance)
    return
  }
  reference.check(id, items, part('items'), tolerance)
  reference.check(id, session.answers, part('pattern'), tolerance)
  const { path } = session
  reference.check(
    id,
    path.map(({ theta }) => theta),
    part('thetaProv'),
    tolerance,
  )
  reference.check(
    id,
    path.map(({ standardError }) => standardError),
    part('seProv'),
    { ...tolerance, relative: 20 * tolerance.relative },
  )
}

describe.runIf(referencePresent)('whole adaptive tests, R catR 3.17', () => {
  test.each(reference.ids.filter((id) => id.startsWith('randomCAT/tcals/')))('%s', (id) => {
    const [person, method, criterion, stop] = (id.split('/')[2] ?? '').split('_')
    const pattern = patterns('tcals_patterns')[Number(person.slice(1)) - 1]
    checkSession(id, planOf(tcals(), kinds[method], criteria[criterion], stop), pattern)
  })

  test.each(reference.ids.filter((id) => id.startsWith('randomCAT/GRM/')))('%s', (id) => {
    const person = Number(/p(\d+)_/.exec(id)?.[1])
    const plan = {
      ...planOf(bank100('grm'), 'eap', 'information', 'se0.3'),
      stop: { standardError: 0.3, maxItems: 20 },
    }
    checkSession(id, plan, patterns('patterns_GRM')[person - 1])
  })

  test('content balance', () => {
    const id = 'randomCAT/content_balance'
    const groups = reference.table('tcals').text('Group')
    const names = [...new Set(groups)]
    const plan: AdaptivePlan = {
      ...planOf(tcals(), 'eap', 'information', 'len20'),
      content: { part: groups.map((name) => names.indexOf(name)), share: names.map(() => 1) },
    }
    const session = runAdaptiveTest(plan, (item) => patterns('tcals_patterns')[9][item], random(1))
    const counts = names.map((_, part) => session.asked.filter((item) => names.indexOf(groups[item]) === part).length)
    const theirs = numbers(member(reference.resultOf(id), 'items'))
    const same = [...theirs].map((item) => groups[item - 1])
    reference.check(
      id,
      counts,
      names.map((name) => same.filter((other) => other === name).length),
      {
        relative: 1e-12,
        why: 'items of each part compared: catR breaks ties between parts at random, so the items themselves differ',
      },
    )
  })

  test('R mirtCAT 1.14', () => {
    const mirtCat = referenceOf('cat', 'mirtCAT')
    const id = 'mirtCAT/tcals_MI_EAP'
    const bank = adaptiveBank(tcals(), normalTrapezoid(-6, 6, 61))
    const plan: AdaptivePlan = {
      bank,
      method: { kind: 'eap' },
      criterion: 'information',
      stop: { standardError: 0.4, maxItems: 40 },
    }
    const result = mirtCat.resultOf(id)
    if (!Array.isArray(result)) throw new Error('no list')
    const why = 'the items of the whole test are the same; mirtCAT gives its scores to about six digits'
    result.forEach((theirs: unknown, at) => {
      const pattern = patterns('tcals_patterns')[[2, 7, 12, 17][at]]
      const session = runAdaptiveTest(plan, (item) => pattern[item], random(1))
      mirtCat.check(
        id,
        session.asked.map((item) => item + 1),
        numbers(member(theirs, 'items')),
        { relative: 1e-12, why },
      )
      mirtCat.check(
        id,
        [session.theta, session.standardError],
        [...numbers(member(theirs, 'theta')), ...numbers(member(theirs, 'se'))],
        { relative: 1e-4, why },
      )
    })
    expect(result).toHaveLength(4)
  })
})
