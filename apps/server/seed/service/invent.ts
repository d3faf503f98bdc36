import type { OrderChannel, OrderStatus } from '@kepu/contract/service'
import type { Score } from '@kepu/contract/service-rating'
import type { random as randomOf } from '@kepu/numeric'
import type { Team } from '../../src/modules/people/index.ts'
import type { PastOrder, PastStep } from '../../src/modules/service/index.ts'
import { unofferedWishes } from './means-data.ts'
import type { Offered, Place, Served, Setting } from './types.ts'

type Random = ReturnType<typeof randomOf>

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NOTE = '演示数据，虚构'
const CALLED = ['王大爷', '李婆婆', '张嬢嬢', '刘老师', '陈叔', '周大娘', '赵大哥', '吴阿姨']
const CHANNELS: readonly (readonly [OrderChannel, number])[] = [
  ['self', 0.42],
  ['qr', 0.18],
  ['helper', 0.26],
  ['phone', 0.1],
  ['paper', 0.04],
]
const CROWD: Readonly<Record<string, number>> = {
  lecture: 38,
  training: 26,
  consultation: 22,
  practice: 40,
  drill: 60,
  exhibition: 160,
}

/** How far the orders of old have come: nearly all are done, as in life. */
const ENDS: readonly (readonly [OrderStatus, number])[] = [
  ['closed', 0.72],
  ['confirmed', 0.12],
  ['rejected', 0.06],
  ['withdrawn', 0.04],
  ['done', 0.06],
]
/** And how far those of the last three weeks. */
const RECENT: readonly (readonly [OrderStatus, number])[] = [
  ['submitted', 0.2],
  ['dispatched', 0.14],
  ['claimed', 0.12],
  ['offered', 0.08],
  ['open', 0.12],
  ['accepted', 0.12],
  ['scheduled', 0.14],
  ['done', 0.08],
]
/** What leads to each state, one step a line. */
const WAY: Readonly<Record<string, readonly (readonly [string, OrderStatus])[]>> = {
  submitted: [],
  rejected: [['reject', 'rejected']],
  withdrawn: [['withdraw', 'withdrawn']],
  dispatched: [['dispatch', 'dispatched']],
  claimed: [
    ['dispatch', 'dispatched'],
    ['claim', 'claimed'],
  ],
  offered: [
    ['dispatch', 'dispatched'],
    ['claim', 'claimed'],
    ['offer', 'offered'],
  ],
  open: [
    ['dispatch', 'dispatched'],
    ['claim', 'claimed'],
    ['open', 'open'],
  ],
  accepted: [
    ['dispatch', 'dispatched'],
    ['claim', 'claimed'],
    ['open', 'open'],
    ['take', 'accepted'],
  ],
  scheduled: [
    ['dispatch', 'dispatched'],
    ['claim', 'claimed'],
    ['open', 'open'],
    ['take', 'accepted'],
    ['schedule', 'scheduled'],
  ],
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[random.integer(from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

function weighted<T>(from: readonly (readonly [T, number])[], random: Random): T {
  let left = random.uniform()
  for (const [what, share] of from) {
    left -= share
    if (left <= 0) return what
  }
  const last = from.at(-1)
  if (last === undefined) throw new Error('nothing to pick from')
  return last[0]
}

/** A year of orders up to today: the same county, day and generator give the same orders. */
export function inventOrders(setting: Setting, today: string, perYear: number, random: Random): Served[] {
  const { villages, offers } = setting
  if (villages.length === 0 || offers.length === 0) return []
  const end = Date.parse(`${today}T01:00:00Z`)
  // In the hours in which people order: of today, those before now.
  const placed = Array.from({ length: perYear }, () => {
    const before = random.integer(365)
    const hours = Math.floor(random.uniform() * (before === 0 ? 2 : 10) * HOUR_MS)
    return before === 0 ? end - hours : end - before * DAY_MS + hours
  })
  return placed.sort((a, b) => a - b).map((at) => inventOrder(setting, at, end, random))
}

function inventOrder(setting: Setting, placedAt: number, end: number, random: Random): Served {
  const unoffered = random.uniform() < 0.06
  const offer = pick(setting.offers, random)
  const [wish, topic] = unoffered ? pick(unofferedWishes, random) : [pick(offer.wishes, random), offer.topic]
  const village = pick(setting.villages, random)
  const recent = end - placedAt < 21 * DAY_MS
  const wanted = weighted(recent ? RECENT : ENDS, random)
  const team = teamFor(setting, offer, random)
  const status = unoffered
    ? recent
      ? 'submitted'
      : 'rejected'
    : team === null && !isEarly(wanted)
      ? 'claimed'
      : wanted
  const department = setting.units.find(({ id }) => id === offer.unitId) ?? pick(setting.units, random)
  const steps = storyOf(status, { village, department, placedAt, end, random })
  const last = steps.at(-1)
  const withTeam = team !== null && HAS_TEAM.has(status) ? team : null
  const visit = visitOf(status, { offer, last, end, random })
  const called = pick(CALLED, random)
  const channel = weighted(CHANNELS, random)
  const order: PastOrder = {
    wish,
    menu: unoffered ? null : { id: offer.id, title: offer.title },
    topic,
    regionCode: village.regionCode,
    channel,
    people: 10 + random.integer(40),
    called: channel === 'self' ? null : called,
    regionUnitId: village.id,
    holderUnitId: holderOf(status, { village, department, team: withTeam }),
    departmentId: isEarly(status) && status !== 'dispatched' ? null : department.id,
    team: withTeam,
    seenBy: [...new Set([...village.ancestors, ...department.ancestors, ...(withTeam?.ancestors ?? [])])],
    steps,
    visit,
    score: status === 'closed' && random.uniform() < 0.8 ? scoreOf(random) : null,
  }
  return { order, delivery: deliveryOf(order, offer, village.name) }
}

const HAS_TEAM: ReadonlySet<OrderStatus> = new Set(['offered', 'accepted', 'scheduled', 'done', 'confirmed', 'closed'])
const isEarly = (status: OrderStatus) =>
  ['submitted', 'dispatched', 'rejected', 'withdrawn', 'claimed', 'open'].includes(status)

/** Satisfied most of the time, as people are who asked for something and got it; never all of them. */
function scoreOf(random: Random): Score {
  return weighted<Score>(
    [
      [5, 0.52],
      [4, 0.34],
      [3, 0.14],
    ],
    random,
  )
}

function teamFor({ teams }: Setting, { topic }: Offered, random: Random): Team | null {
  const able = teams.filter((team) => team.topics.includes(topic))
  if (able.length > 0) return pick(able, random)
  return teams.length > 0 ? pick(teams, random) : null
}

interface Telling {
  readonly village: Place
  readonly department: Place
  readonly placedAt: number
  readonly end: number
  readonly random: Random
}

function storyOf(
  status: OrderStatus,
  { village, department, placedAt, end, random }: Telling,
): [PastStep, ...PastStep[]] {
  const served = [...(WAY['scheduled'] ?? []), ['finish', 'done'] as const]
  const way =
    status === 'done'
      ? served
      : status === 'confirmed'
        ? [...served, ['confirm', 'confirmed'] as const]
        : status === 'closed'
          ? [...served, ['confirm', 'confirmed'] as const, ['rate', 'closed'] as const]
          : (WAY[status] ?? [])
  let at = placedAt
  const first: PastStep = {
    action: 'place',
    to: 'submitted',
    at: new Date(at),
    unitId: null,
    byName: '公众',
    reason: null,
  }
  const rest = way.map(([action, to]): PastStep => {
    at = Math.min(end, at + Math.floor((0.2 + random.uniform() * 2.6) * DAY_MS))
    const byAsker = action === 'confirm' || action === 'rate' || action === 'withdraw'
    const atVillage = action === 'dispatch' || action === 'reject'
    return {
      action,
      to,
      at: new Date(at),
      unitId: byAsker ? null : atVillage ? village.id : department.id,
      byName: byAsker ? '公众' : '演示人员',
      reason: action === 'reject' ? '目前没有单位能提供，已转入需求台账' : action === 'withdraw' ? '时间凑不齐' : null,
    }
  })
  return [first, ...rest]
}

function holderOf(
  status: OrderStatus,
  { village, department, team }: { village: Place; department: Place; team: Team | null },
) {
  if (['submitted', 'rejected', 'withdrawn', 'done', 'confirmed', 'closed'].includes(status)) return village.id
  return team !== null ? team.unitId : department.id
}

interface Visiting {
  readonly offer: Offered
  readonly last: PastStep | undefined
  readonly end: number
  readonly random: Random
}

function visitOf(status: OrderStatus, { offer, last, end, random }: Visiting): PastOrder['visit'] {
  const done = ['done', 'confirmed', 'closed'].includes(status)
  if (!done && status !== 'scheduled') return null
  const day = done ? (last?.at.getTime() ?? end) - DAY_MS : end + (1 + random.integer(12)) * DAY_MS
  const [audience = 'public'] = offer.audiences
  const crowd = CROWD[offer.kind] ?? 30
  return {
    day: new Date(day).toISOString().slice(0, 10),
    startsAt: '09:30',
    endsAt: '11:30',
    done,
    heads: done ? [{ audience, count: Math.max(4, Math.round(crowd * (0.5 + random.uniform()))) }] : [],
    deliveryId: null,
  }
}

function deliveryOf(
  { visit, team, steps, regionCode }: PastOrder,
  offer: Offered,
  village: string,
): Served['delivery'] {
  const confirmed = steps.some(({ to }) => to === 'confirmed')
  if (visit === null || team === null || !confirmed) return null
  return {
    occurredOn: visit.day,
    title: `${offer.title}（${village}）`,
    kind: offer.kind,
    unitId: team.unitId,
    regionCode,
    taskId: offer.taskId,
    measureId: null,
    reach: visit.heads.map(({ audience, count }) => ({ audience, personTimes: count, persons: count })),
    note: NOTE,
    source: { module: 'service', record: null },
    reverses: null,
    reason: null,
  }
}
