import { fc } from '@fast-check/vitest'
import type { OrderAction, OrderStatus, OrderView } from '@kepu/contract/service'
import type { VisitView } from '@kepu/contract/service-visit'
import { expect } from 'vitest'
import { statusAfter, whyNotAct } from '../../src/modules/service/rules/states.ts'
import type { Answer, Client } from '../support/client.ts'
import { anyTeam, asAsker, place, showCodes, showOrder, showVisit } from '../support/orders.ts'
import { test, type World } from '../support/world.ts'

/** What staff and askers can do from outside; `bad` is a rating that opens the order again. */
const ACTIONS = [
  'forward',
  'dispatch',
  'keep',
  'reject',
  'withdraw',
  'claim',
  'handBack',
  'reroute',
  'offer',
  'open',
  'recall',
  'accept',
  'decline',
  'take',
  'schedule',
  'reschedule',
  'arrive',
  'finish',
  'confirm',
  'dispute',
  'rate',
  'reopen',
] as const satisfies readonly OrderAction[]
type Doing = (typeof ACTIONS)[number] | 'ask' | 'answer'

/** Any deed at any time; or, as most stories go, one of those that lead on from where the order stands. */
const doing = fc.oneof(
  { weight: 1, arbitrary: fc.record({ any: fc.constantFrom<Doing>(...ACTIONS, 'ask', 'answer') }) },
  { weight: 3, arbitrary: fc.record({ onward: fc.nat(9) }) },
)
const ONWARD: Readonly<Partial<Record<OrderStatus, readonly Doing[]>>> = {
  submitted: ['dispatch', 'keep', 'dispatch'],
  dispatched: ['claim'],
  claimed: ['open', 'offer'],
  offered: ['accept', 'accept', 'decline'],
  open: ['take', 'take', 'recall'],
  accepted: ['schedule'],
  scheduled: ['finish', 'arrive', 'reschedule', 'finish'],
  serving: ['finish'],
  done: ['confirm', 'confirm', 'dispute'],
  confirmed: ['rate', 'reopen'],
}

function deedOf(order: OrderView, step: { any: Doing } | { onward: number }): Doing {
  if ('any' in step) return step.any
  if (order.question !== null) return 'answer'
  const deeds = ONWARD[order.status] ?? ['forward']
  return deeds[step.onward % deeds.length] ?? 'forward'
}

interface Setting {
  readonly world: World
  readonly bao: Client
  readonly unitId: string
  readonly teamId: string
  readonly slip: { orderId: string; number: string; code: string }
}

function act(setting: Setting, order: OrderView, visit: VisitView | null, what: Doing): Promise<Answer> {
  const { world, bao, unitId, teamId, slip } = setting
  const post = (verb: string, body: object = {}) =>
    bao.post(`/orders/${order.id}/${verb}`, { version: order.version, reason: '模型里的理由', ...body })
  const seen = { version: visit?.version ?? 1, startsAt: '09:00', endsAt: '10:00' }
  const at = `/visits/${visit?.id ?? slip.orderId}`
  const acts: Readonly<Record<Doing, () => Promise<Answer>>> = {
    forward: () => post('forward'),
    dispatch: () => post('dispatch', { unitId }),
    keep: () => post('keep'),
    reject: () => post('reject'),
    withdraw: () => post('withdraw'),
    claim: () => post('claim'),
    handBack: () => post('hand-back'),
    reroute: () => post('reroute', { unitId }),
    offer: () => post('offer', { teamId }),
    open: () => post('open'),
    recall: () => post('recall'),
    accept: () => post('accept'),
    decline: () => post('decline'),
    take: () => post('take', { teamId }),
    schedule: () =>
      bao.post('/visits', { orderIds: [order.id], day: '2024-11-20', startsAt: '09:00', endsAt: '10:00' }),
    reschedule: () => bao.send('PUT', `${at}/day`, { ...seen, day: '2024-11-20', why: 'weather' }),
    arrive: () => bao.post(`${at}/arrival`, seen),
    finish: () =>
      bao.post(`${at}/completion`, {
        ...seen,
        arrivedAt: '09:00',
        leftAt: '10:00',
        heads: [{ audience: 'public', count: 9 }],
      }),
    confirm: () => post('confirmation', { way: 'phone', askerId: order.askerList[0]?.id }),
    dispute: () => post('dispute'),
    rate: () => asAsker(world, slip, 'rating', { score: 5 }),
    reopen: () => asAsker(world, slip, 'rating', { score: 1 }),
    ask: () => post('question', { question: '哪天方便？' }),
    answer: () => post('answer', { answer: '周六' }),
  }
  return acts[what]()
}

const JOINABLE: readonly OrderStatus[] = ['submitted', 'dispatched', 'claimed', 'offered', 'accepted', 'scheduled']

/** What the table says: the next status, or null for a refusal. */
function expected(order: OrderView, rated: boolean, what: Doing): OrderStatus | null {
  const { status, question } = order
  if (what === 'ask') return question === null && JOINABLE.includes(status) ? status : null
  if (what === 'answer') return question === null ? null : status
  if ((what === 'rate' || what === 'reopen') && rated) return null
  return whyNotAct({ status, question }, what) === null ? statusAfter(status, what) : null
}

test('any story of an order goes exactly the way of the table', async ({ world }) => {
  await showCodes(world)
  const bao = await world.signIn('bao')
  const unitId = await world.unitId('县教委')
  const { id: teamId } = await anyTeam(world)
  const reached = new Set<OrderStatus>()
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 10, maxLength: 30 }), async (story) => {
      const setting: Setting = { world, bao, unitId, teamId, slip: await place(world) }
      let order = await showOrder(world, setting.slip.orderId)
      let visit: VisitView | null = null
      let ratedRound = 0
      reached.add(order.status)
      for (const step of story) {
        const what = deedOf(order, step)
        const wanted = expected(order, ratedRound === order.round, what)
        const answer = await act(setting, order, visit, what)
        const after = await showOrder(world, order.id)
        const told = `${what} in ${order.status}: ${answer.status} ${JSON.stringify(answer.json)}`
        // The county is the top: there is nobody to forward to.
        const atTop = what === 'forward' && JSON.stringify(answer.json).includes('service.order.top')
        if (wanted === null || atTop) {
          expect([404, 422], told).toContain(answer.status)
          expect(after, told).toEqual(order)
          continue
        }
        expect(answer.status, told).toBeLessThan(300)
        expect(after.status, told).toBe(wanted)
        expect(after.events.length, told).toBe(order.events.length + 1)
        expect(after.next.dueOn === null, told).toBe(after.question !== null || ENDED.includes(after.status))
        if (what === 'rate' || what === 'reopen') ratedRound = order.round
        if (what === 'schedule') visit = await showVisit(world, (answer.json as { visitId: string }).visitId)
        else if (visit !== null) visit = await showVisit(world, visit.id)
        order = after
        reached.add(order.status)
      }
    }),
    { numRuns: 30, seed: 20241120, endOnFailure: true },
  )
  // The stories are the same each time: what they didn't come to they never will.
  const whole: readonly OrderStatus[] = [
    'open',
    'offered',
    'accepted',
    'scheduled',
    'serving',
    'done',
    'confirmed',
    'closed',
  ]
  expect([...reached]).toEqual(expect.arrayContaining([...whole]))
}, 300_000)

const ENDED: readonly OrderStatus[] = ['closed', 'rejected', 'merged', 'withdrawn']
