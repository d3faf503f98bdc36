import { type DeliveryKind, type ImportRow, RecordDelivery } from '@kepu/contract/ledger'
import { resembles } from '../rules/duplicate.ts'
import type { NewDelivery, Resembling } from '../types.ts'
import { kindWords, reachHeadings } from './columns.ts'
import type { RawRow } from './read-workbook.ts'

/** What names in a workbook can mean: read once for all rows. */
export interface Vocabulary {
  readonly units: ReadonlyMap<string, string>
  readonly regions: ReadonlyMap<string, string>
  readonly tasks: ReadonlyMap<string, string>
  readonly county: string
  readonly today: string
  /** Units that the person may record for; null means all. */
  readonly allowedUnits: ReadonlySet<string> | null
}

export interface UnderstoodRow {
  readonly report: ImportRow
  readonly delivery: NewDelivery | null
}

type Problems = { column: string; message: string }[]

const kindOfWord = new Map(
  Object.entries(kindWords).flatMap(([kind, words]) => words.map((word) => [word, kind as DeliveryKind] as const)),
)

/** 2024-05-30, 2024/5/30, 2024.5.30, 2024年5月30日, 20240530 → 2024-05-30; null when it isn't a day. */
export function dayOf(text: string): string | null {
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!match) return null
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day ? day : null
}

function countOf(text: string, column: string, problems: Problems): number | null {
  if (text === '') return null
  const plain = text.normalize('NFKC').replaceAll(/[,，\s人次]/g, '')
  if (/^\d{1,8}$/.test(plain)) return Number(plain)
  problems.push({ column, message: `「${text}」不是整数` })
  return null
}

function reachOf(raw: RawRow, problems: Problems) {
  const reach = raw.reach.flatMap(({ audience, personTimes, persons }) => {
    const names = reachHeadings(audience)
    const times = countOf(personTimes, names.personTimes, problems)
    const people = countOf(persons, names.persons, problems)
    if (times === null) {
      if (people !== null) problems.push({ column: names.personTimes, message: '填了人数就要填人次' })
      return []
    }
    if (people !== null && people > times)
      problems.push({ column: names.persons, message: `人数 ${people} 多于人次 ${times}` })
    return [{ audience, personTimes: times, persons: people }]
  })
  if (reach.length === 0) problems.push({ column: '人次', message: '至少填一类人群的人次' })
  return reach
}

/** One row: a delivery, or every reason why it isn't one, each at its column. */
export function understand(raw: RawRow, words: Vocabulary): UnderstoodRow {
  const { cells } = raw
  const problems: Problems = []
  const need = <T>(column: string, text: string | undefined, value: T | null | undefined, why: string): T | null => {
    if (value !== null && value !== undefined) return value
    problems.push({ column, message: text ? `「${text}」${why}` : '未填' })
    return null
  }
  const occurredOn = need(
    '日期',
    cells.occurredOn,
    cells.occurredOn ? dayOf(cells.occurredOn) : null,
    '不是日期，请写成 2024-05-30',
  )
  const unitId = need('单位', cells.unit, words.units.get(cells.unit ?? ''), '不在单位名录和别名里')
  const regionCode = need('地点', cells.region, words.regions.get(cells.region ?? ''), '不是本县的乡镇或村（社区）')
  const kind = need('形式', cells.kind, kindOfWord.get(cells.kind ?? ''), '不是已有的形式')
  const taskId =
    cells.task === undefined ? null : need('对应任务', cells.task, words.tasks.get(cells.task), '不是现行规划的任务')
  const reach = reachOf(raw, problems)
  if (occurredOn !== null && occurredOn > words.today)
    problems.push({ column: '日期', message: `${occurredOn} 还没有到` })
  if (unitId !== null && words.allowedUnits !== null && !words.allowedUnits.has(unitId)) {
    problems.push({ column: '单位', message: `您不能为「${cells.unit}」登记` })
  }

  const candidate = {
    occurredOn,
    title: cells.title ?? '',
    kind,
    unitId,
    regionCode,
    reach,
    ...(taskId ? { taskId } : {}),
    ...(cells.note ? { note: cells.note } : {}),
  }
  const parsed = RecordDelivery.safeParse(candidate)
  if (!parsed.success && problems.length === 0) {
    for (const issue of parsed.error.issues) problems.push({ column: issue.path.join('.'), message: issue.message })
  }
  const report: ImportRow = {
    row: raw.row,
    title: cells.title ?? '',
    occurredOn: occurredOn ?? cells.occurredOn ?? '',
    unitName: cells.unit ?? '',
    regionName: cells.region ?? '',
    problems,
    duplicates: [],
  }
  if (!parsed.success || problems.length > 0) return { report, delivery: null }
  const { notDuplicate, ...facts } = parsed.data
  return {
    report,
    delivery: {
      ...facts,
      taskId: facts.taskId ?? null,
      measureId: null,
      note: facts.note ?? null,
      source: { module: 'import', record: null },
      reverses: null,
      reason: null,
    },
  }
}

/** Marks rows that look like a delivery of the ledger, or like an earlier row of the same workbook. */
export function markDuplicates(rows: readonly UnderstoodRow[], known: readonly Resembling[]): UnderstoodRow[] {
  const byDay = Map.groupBy(known, (one) => one.occurredOn.slice(0, 7))
  return rows.map(({ report, delivery }, at) => {
    if (delivery === null) return { report, delivery }
    const near = nearbyMonths(delivery.occurredOn).flatMap((month) => byDay.get(month) ?? [])
    const inLedger = near
      .filter((other) => resembles(delivery, other))
      .map(({ id, title, occurredOn }) => ({ id, title, occurredOn, row: null }))
    const inFile = rows.slice(0, at).flatMap((earlier) =>
      earlier.delivery !== null && resembles(delivery, earlier.delivery)
        ? [
            {
              id: null,
              title: earlier.delivery.title,
              occurredOn: earlier.delivery.occurredOn,
              row: earlier.report.row,
            },
          ]
        : [],
    )
    return { report: { ...report, duplicates: [...inLedger, ...inFile] }, delivery }
  })
}

function nearbyMonths(day: string): string[] {
  const shifted = [-4, 0, 4].map((days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 7))
  return [...new Set(shifted)]
}
