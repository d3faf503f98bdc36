import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import type { ReportContent, ReportLine } from '@kepu/contract/plan-report'
import type { WorkRow } from '../../../ledger/index.ts'
import { type Ancestors, type Counted, countedWork, nodeStates } from '../../year/rules/progress.ts'
import type { AnnualTask, NodeCompletion } from '../../year/types.ts'
import { type ReportingUnits, reporterOf, tasksOf } from './owing.ts'

/** All that reports of a period are made of: the year's tasks, its work up to the period's end, and the names of things. */
export interface Grounds {
  readonly startsOn: string
  readonly endsOn: string
  readonly tasks: readonly AnnualTask[]
  readonly work: ReadonlyMap<string, WorkRow>
  readonly countedOf: ReadonlyMap<string, readonly Counted[]>
  readonly ancestors: Ancestors
  readonly completions: readonly NodeCompletion[]
  readonly units: ReportingUnits
  readonly labels: ReadonlyMap<string, string>
  readonly regions: ReadonlyMap<string, string>
}

/** A task without a quantity counts nothing; what was done for it is shown all the same. */
function evidenceOf(task: AnnualTask): AnnualTask {
  if (task.target !== null) return task
  const purpose = task.measureId === null ? ('task' as const) : ('measure' as const)
  const rule = { counts: 'deliveries' as const, purpose, doers: 'duty' as const, kinds: [], audiences: [] }
  return { ...task, target: { quantity: 1, unit: '', scope: 'each', rule } }
}

/** What of the ledger stands behind each task, once for all bodies. */
export function countAll(
  tasks: readonly AnnualTask[],
  work: readonly WorkRow[],
  ancestors: Ancestors,
): Map<string, readonly Counted[]> {
  return new Map(tasks.map((task) => [task.id, countedWork(evidenceOf(task), work, ancestors)]))
}

function sumBy<T, K>(items: readonly T[], keyOf: (item: T) => K, amountOf: (item: T) => number): Map<K, number> {
  const sums = new Map<K, number>()
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + amountOf(item))
  return sums
}

const personTimesOf = (row: WorkRow) => row.reach.reduce((sum, one) => sum + one.personTimes, 0)
const biggestFirst = (a: { personTimes: number }, b: { personTimes: number }) => b.personTimes - a.personTimes

/** Deliveries, 人次, 人数 where it's known. A reversal takes away what its entry gave. */
function workOf(rows: readonly WorkRow[]): ReportLine['work'] {
  let [deliveries, personTimes, persons, personsUnknown] = [0, 0, 0, 0]
  for (const row of rows) {
    deliveries += row.sign
    personTimes += personTimesOf(row)
    persons += row.reach.reduce((sum, one) => sum + (one.persons ?? 0), 0)
    if (row.reach.some((one) => one.persons === null)) personsUnknown += row.sign
  }
  return { deliveries, personTimes, persons, personsUnknown }
}

function grouped<K extends string>(rows: readonly WorkRow[], keyOf: (row: WorkRow) => K) {
  const deliveries = sumBy(rows, keyOf, ({ sign }) => sign)
  const times = sumBy(rows, keyOf, personTimesOf)
  return [...deliveries]
    .map(([key, count]) => ({ key, deliveries: count, personTimes: times.get(key) ?? 0 }))
    .filter((one) => one.deliveries !== 0 || one.personTimes !== 0)
    .sort((a, b) => biggestFirst(a, b) || a.key.localeCompare(b.key))
}

function byAudience(rows: readonly WorkRow[]): { audience: Audience; personTimes: number }[] {
  const reach = rows.flatMap((row) => row.reach)
  const times = sumBy(
    reach,
    ({ audience }) => audience,
    (one) => one.personTimes,
  )
  return [...times]
    .map(([audience, personTimes]) => ({ audience, personTimes }))
    .filter(({ personTimes }) => personTimes !== 0)
    .sort((a, b) => biggestFirst(a, b) || a.audience.localeCompare(b.audience))
}

function byRegion(rows: readonly WorkRow[], regions: ReadonlyMap<string, string>): ReportLine['byRegion'] {
  return grouped(rows, ({ regionCode }) => regionCode).map(({ key, ...sums }) => ({
    regionCode: key,
    regionName: regions.get(key) ?? key,
    ...sums,
  }))
}

/** Sum in the period, and from the year's beginning. */
function amounts(counted: readonly Counted[], startsOn: string): { period: number; cumulative: number } {
  let [period, cumulative] = [0, 0]
  for (const { occurredOn, amount } of counted) {
    cumulative += amount
    if (occurredOn >= startsOn) period += amount
  }
  return { period, cumulative }
}

function lineOf(unitId: string, task: AnnualTask, role: 'lead' | 'support', grounds: Grounds): ReportLine {
  const { startsOn, endsOn, units, completions, labels } = grounds
  const counted = grounds.countedOf.get(task.id) ?? []
  const own = counted.filter(({ deliveryId }) => isWorkOf(unitId, grounds.work.get(deliveryId), grounds.ancestors))
  const rows = own.flatMap(({ deliveryId, occurredOn }) => {
    const row = grounds.work.get(deliveryId)
    return row === undefined || occurredOn < startsOn ? [] : [row]
  })
  const titleOf = new Map(task.nodes.map(({ id, title }) => [id, title]))
  const mine = (owner: string | null) => (owner === null ? role === 'lead' : reporterOf(owner, units) === unitId)
  return {
    annualTaskId: task.id,
    ordinal: task.ordinal,
    label: labels.get(task.measureId ?? task.taskId) ?? '',
    title: task.title,
    role,
    deliverable: task.deliverable,
    taskId: task.taskId,
    measureId: task.measureId,
    target:
      task.target === null
        ? null
        : { quantity: task.target.quantity, unit: task.target.unit, scope: task.target.scope },
    own: amounts(own, startsOn),
    together: task.target?.scope === 'together' ? amounts(counted, startsOn) : null,
    work: workOf(rows),
    byKind: grouped<DeliveryKind>(rows, ({ kind }) => kind).map(({ key, ...sums }) => ({ kind: key, ...sums })),
    byAudience: byAudience(rows),
    byRegion: byRegion(rows, grounds.regions),
    nodes: nodeStates(task, task.target === null ? [] : counted, completions)
      .filter((node) => mine(node.unitId) && startsOn <= node.dueOn && node.dueOn <= endsOn)
      .map(({ nodeId, dueOn, quantity, achieved, doneOn }) => ({
        nodeId,
        title: titleOf.get(nodeId) ?? '',
        dueOn,
        quantity,
        achieved,
        doneOn,
      })),
    deliveryIds: rows.map(({ id }) => id),
    sentence: null,
  }
}

function isWorkOf(unitId: string, row: WorkRow | undefined, ancestors: Ancestors): boolean {
  return row !== undefined && (ancestors.get(row.unitId) ?? [row.unitId]).includes(unitId)
}

export interface Sentences {
  readonly remark: string | null
  readonly byTask: ReadonlyMap<string, string>
}

/** A body's report of the period, whole: everything in it but the sentences is computed. */
export function assemble(unitId: string, grounds: Grounds, { remark, byTask }: Sentences): ReportContent {
  const { startsOn, endsOn, units } = grounds
  const lines = tasksOf(unitId, grounds.tasks, units).map(({ task, role }) => ({
    ...lineOf(unitId, task, role, grounds),
    sentence: byTask.get(task.id) ?? null,
  }))
  const all = [...grounds.work.values()].filter(
    (row) => row.occurredOn >= startsOn && isWorkOf(unitId, row, grounds.ancestors),
  )
  const counted = new Set(lines.flatMap(({ deliveryIds }) => deliveryIds))
  const besides = all.filter(({ id }) => !counted.has(id))
  const mine = all.filter(({ id }) => counted.has(id))
  const below = all.filter((row) => row.unitId !== unitId)
  return {
    unitId,
    unitName: units.get(unitId)?.name ?? '',
    startsOn,
    endsOn,
    lines,
    total: workOf(mine),
    below: grouped(below, (row) => row.unitId).map(({ key, ...sums }) => ({
      unitId: key,
      unitName: units.get(key)?.name ?? '',
      ...sums,
    })),
    besides: {
      deliveries: besides.reduce((sum, { sign }) => sum + sign, 0),
      personTimes: besides.reduce((sum, row) => sum + personTimesOf(row), 0),
      deliveryIds: besides.map(({ id }) => id),
    },
    remark,
  }
}
