import type { Formula, PendingReason, Scheme } from '@kepu/contract/plan-appraisal'
import type { AnnualRole } from '@kepu/contract/plan-year'
import type { WorkRow } from '../../../ledger/index.ts'
import type { TaskStanding } from '../../year/progress.ts'
import type { BodyFacts, DueFact, Part } from '../types.ts'

/** What an item is scored from: its parts; or why not yet; or that the body has no such work at all. */
export type Gathered =
  | { readonly state: 'scored'; readonly parts: readonly Part[] }
  | { readonly state: 'pending'; readonly why: PendingReason }
  | { readonly state: 'absent' }

const ABSENT: Gathered = { state: 'absent' }
const pending = (why: PendingReason): Gathered => ({ state: 'pending', why })
const scored = (parts: readonly Part[]): Gathered => ({ state: 'scored', parts })

/** The parts of a computed item. Items that a person scores have none. */
export function gather(formula: Formula, credit: Scheme['credit'], facts: BodyFacts): Gathered {
  switch (formula.kind) {
    case 'quantityReached': {
      const parts = facts.tasks.flatMap((standing) => quantityPart(standing, credit, facts.unitId))
      return parts.length === 0 ? ABSENT : scored(parts)
    }
    case 'nodesInTime':
      return dueParts(facts.nodes, 'node', facts.asOf, formula.latePercent)
    case 'reportsInTime':
      return facts.reports === null
        ? pending('noReports')
        : dueParts(facts.reports, 'report', facts.asOf, formula.latePercent)
    case 'receiptsInTime':
      return dueParts(receiptsOf(facts, formula.withinDays), 'receipt', facts.asOf, formula.latePercent)
    case 'lightMonths':
      return scored(lightParts(facts.lights, formula))
    case 'workHeld':
      return workHeld(formula, facts)
    default:
      return pending('notEntered')
  }
}

const PLAIN = { weight: 100, ceiling: 100, role: null, deliveryIds: null, dueOn: null, doneOn: null } as const

function percentOf(role: AnnualRole, { supportPercent }: Scheme['credit']): number {
  return role === 'lead' ? 100 : supportPercent
}

/** How far a task with a quantity is, as far as it's this body's: by the rule of the scheme for leading and supporting. */
function quantityPart({ task, progress, counted }: TaskStanding, credit: Scheme['credit'], unitId: string): Part[] {
  const { target, duties, id, title } = task
  const duty = duties.find((one) => one.unitId === unitId)
  if (target === null || duty === undefined) return []
  const percent = percentOf(duty.role, credit)
  const own = target.scope === 'each'
  const byOwnWork = own || credit.rule === 'ownShare'
  const work = byOwnWork ? counted.filter(({ doers }) => doers.includes(unitId)) : counted
  const wanted = own || credit.rule !== 'ownShare' ? target.quantity : partOf(target.quantity, percent, duties, credit)
  const achieved = byOwnWork
    ? work.reduce((sum, { amount }) => sum + amount, 0)
    : (progress.find((one) => one.unitId === null)?.achieved ?? 0)
  // A body that isn't credited with what it supports has nothing to answer for here.
  if (percent === 0 && !own) return []
  return [
    {
      ...PLAIN,
      source: 'ledger',
      id,
      title,
      role: duty.role,
      weight: credit.rule === 'weighted' && !own ? percent : 100,
      ceiling: credit.rule === 'discounted' && !own ? percent : 100,
      achieved,
      of: wanted,
      unit: target.unit,
      deliveryIds: work.map(({ deliveryId }) => deliveryId),
    },
  ]
}

/** A body's part of a common quantity, by its role; to two decimals, as the sheet shows it. */
function partOf(
  quantity: number,
  percent: number,
  duties: readonly { role: AnnualRole }[],
  credit: Scheme['credit'],
): number {
  const all = duties.reduce((sum, { role }) => sum + percentOf(role, credit), 0)
  return Math.max(0.01, Math.round((quantity * percent * 100) / all) / 100)
}

function receiptsOf({ receipts, endOfTerm }: BodyFacts, withinDays: number): DueFact[] {
  return receipts.map(({ id, title, issuedOn, receivedOn }) => ({
    id,
    title,
    dueOn: endOfTerm(issuedOn, withinDays),
    doneOn: receivedOn,
  }))
}

/** Things with a day: in time counts whole, late in part, not done counts nothing, not yet due isn't looked at. */
function dueParts(
  all: readonly DueFact[],
  source: 'node' | 'report' | 'receipt',
  asOf: string,
  latePercent: number,
): Gathered {
  if (all.length === 0) return ABSENT
  const due = all.filter(
    ({ dueOn, doneOn }) => (dueOn !== null && dueOn <= asOf) || (doneOn !== null && doneOn <= asOf),
  )
  if (due.length === 0) return pending('nothingDue')
  return scored(
    due.map(({ id, title, dueOn, doneOn }) => {
      const known = doneOn !== null && doneOn <= asOf ? doneOn : null
      const achieved = known === null ? 0 : dueOn === null || known <= dueOn ? 100 : latePercent
      return { ...PLAIN, source, id, title, achieved, of: 100, unit: '%', dueOn, doneOn: known }
    }),
  )
}

function lightParts(lights: BodyFacts['lights'], formula: { perRed: number; perYellow: number }): Part[] {
  return lights.map(({ month, light, title }) => ({
    ...PLAIN,
    source: 'light',
    id: month,
    title,
    achieved: light === 'red' ? formula.perRed : formula.perYellow,
    of: 0,
    unit: '分',
  }))
}

type WorkHeld = Extract<Formula, { kind: 'workHeld' }>

/** The body's own work in a part of the year, of the kinds that are asked for. */
function workHeld(formula: WorkHeld, { work, year, asOf, unitId }: BodyFacts): Gathered {
  const [from, to] = [`${year}-${formula.from}`, `${year}-${formula.to}`]
  if (asOf < from) return pending('nothingDue')
  const rows = work.filter(
    ({ occurredOn, kind }) =>
      from <= occurredOn && occurredOn <= to && (formula.kinds.length === 0 || formula.kinds.includes(kind)),
  )
  const achieved = rows.reduce((sum, row) => sum + amountOf(formula.counts, row), 0)
  return scored([
    {
      ...PLAIN,
      source: 'ledger',
      id: unitId,
      title: `${from}—${to}`,
      achieved: Math.max(0, achieved),
      of: formula.wanted,
      unit: formula.counts === 'deliveries' ? '场' : formula.counts === 'personTimes' ? '人次' : '人',
      deliveryIds: rows.map(({ id }) => id),
    },
  ])
}

function amountOf(counts: WorkHeld['counts'], { sign, reach }: WorkRow): number {
  if (counts === 'deliveries') return sign
  return reach.reduce((sum, one) => sum + (counts === 'personTimes' ? one.personTimes : (one.persons ?? 0)), 0)
}
