import {
  type AppraisedGroup,
  appraisedGroups,
  type EnteredScore,
  type Scheme,
  type SheetContent,
} from '@kepu/contract/plan-appraisal'
import { dayInShanghai } from '../../../platform/clock.ts'
import type { Work } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database.ts'
import { workBetween } from '../../ledger/index.ts'
import { endOfTerm, workingCalendar } from '../../organization/index.ts'
import { type NodeLight, readLights } from '../supervision/lights.ts'
import { readStanding } from '../year/progress.ts'
import { readAncestors } from '../year/store.ts'
import type { YearPlan } from '../year/types.ts'
import { readReceipts } from '../year/views.ts'
import { readReportFacts } from './report-facts.ts'
import { lightMonths } from './rules/light-months.ts'
import { gather } from './rules/parts.ts'
import { type Condensed, isEntered, itemsFor, sheetItem, withTotal } from './rules/score.ts'
import { sha256 } from './scheme-store.ts'
import { entryKey } from './store.ts'
import type { BodyFacts, Part } from './types.ts'

const GROUP_OF_KIND: Readonly<Record<string, AppraisedGroup>> = {
  party: 'departments',
  department: 'departments',
  massOrganization: 'departments',
  township: 'townships',
}

/** Bodies with a duty in the year, of the groups that the scheme appraises, in the official order. */
async function appraisedBodies(tx: Tx, county: string, scheme: Scheme, ids: ReadonlySet<string>) {
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'kind'])
    .where('county_code', '=', county)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const bodies = rows.flatMap(({ id, name, kind }) => {
    const group = GROUP_OF_KIND[kind]
    return ids.has(id) && group !== undefined && scheme.appraised.includes(group) ? [{ id, name, group }] : []
  })
  return appraisedGroups.flatMap((group) => bodies.filter((body) => body.group === group))
}

/**
 * All that the records say of every appraised body up to a day. Some twenty reads, three of them a year of the ledger,
 * whatever the number of bodies.
 */
async function readFacts(work: Work, year: YearPlan, scheme: Scheme, asOf: string): Promise<BodyFacts[]> {
  const { tx, county } = work
  const standing = (await readStanding(tx, county, year, asOf)).filter(({ task }) => task.status === 'active')
  const receipts = await readReceipts(tx, county, year.id)
  const deliveries = await workBetween(tx, county, `${year.year}-01-01`, asOf)
  const ancestors = await readAncestors(tx, county)
  const calendar = await workingCalendar(tx)
  const reports = await readReportFacts(tx, county, year.id)
  // As they're known today: work that was entered late counts by the day on which it was done.
  const lights = await readLights(tx, county, year, work.today)
  const withDuty = new Set(standing.flatMap(({ task }) => task.duties.map(({ unitId }) => unitId)))
  const bodies = await appraisedBodies(tx, county, scheme, withDuty)
  return bodies.map(({ id, name, group }): BodyFacts => {
    const own = lightsOf(lights, id)
    return {
      unitId: id,
      unitName: name,
      group,
      year: year.year,
      asOf,
      tasks: standing.filter(({ task }) => task.duties.some(({ unitId }) => unitId === id)),
      receipts: receipts
        .filter(({ unitId }) => unitId === id)
        .map(({ issuedAt, receivedAt }) => ({
          id: year.id,
          title: year.title,
          issuedOn: dayInShanghai(new Date(issuedAt)),
          receivedOn: receivedAt === null ? null : dayInShanghai(new Date(receivedAt)),
        })),
      reports: reports.size === 0 && work.today < `${year.year + 1}-01-01` ? null : (reports.get(id) ?? []),
      nodes: own.map((light) => ({
        id: light.node.id,
        title: titleOf(light),
        dueOn: light.lastDay,
        doneOn: light.doneOn,
      })),
      lights: lightMonths(
        own.map((light) => ({ ...light, title: titleOf(light) })),
        year.year,
        asOf,
      ),
      work: deliveries.filter((row) => (ancestors.get(row.unitId) ?? [row.unitId]).includes(id)),
      endOfTerm: (from, days) => endOfTerm(calendar, from, days) ?? from,
    }
  })
}

/** Lights that a body answers for: its own, or of a task that it leads. */
function lightsOf(lights: readonly NodeLight[], unitId: string): NodeLight[] {
  return lights.filter(({ unitId: owner, task }) =>
    owner === null ? task.duties.some((duty) => duty.unitId === unitId && duty.role === 'lead') : owner === unitId,
  )
}

const titleOf = ({ task, node }: NodeLight) => `${task.title}：${node.title}`

/** Deliveries by number and hash: a sheet needn't hold thousands of ids for anybody to see that none was changed. */
function condensed({ deliveryIds, ...part }: Part) {
  const deliveries =
    deliveryIds === null ? null : { count: deliveryIds.length, sha256: sha256([...deliveryIds].sort().join('\n')) }
  return { ...part, deliveries }
}

function sheetOf(scheme: Scheme, facts: BodyFacts, entries: ReadonlyMap<string, EnteredScore>): SheetContent {
  const { unitId, unitName, group } = facts
  const leads = facts.tasks.some(({ task }) =>
    task.duties.some((duty) => duty.unitId === unitId && duty.role === 'lead'),
  )
  const items = itemsFor(scheme, group).map((item) => {
    const notForThem = item.scope === 'leads' && !leads
    const gathered = notForThem ? ({ state: 'absent' } as const) : gather(item.formula, scheme.credit, facts)
    const known: Condensed =
      gathered.state === 'scored' ? { state: 'scored', parts: gathered.parts.map(condensed) } : gathered
    const entered = isEntered(item) ? (entries.get(entryKey(unitId, item.id)) ?? null) : null
    return sheetItem(item, known, entered, scheme)
  })
  return withTotal(scheme, { unitId, unitName, group, items })
}

/** The sheets of all appraised bodies, computed from records and what persons gave. */
export async function computeSheets(
  work: Work,
  year: YearPlan,
  scheme: Scheme,
  asOf: string,
  entries: ReadonlyMap<string, EnteredScore>,
): Promise<SheetContent[]> {
  const facts = await readFacts(work, year, scheme, asOf)
  return facts.map((one) => sheetOf(scheme, one, entries))
}
