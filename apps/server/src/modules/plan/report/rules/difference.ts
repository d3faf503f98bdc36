import type { ReportContent, ReportDifference, ReportLine } from '@kepu/contract/plan-report'

function without(ids: readonly string[], others: readonly string[]): string[] {
  const gone = new Set(others)
  return ids.filter((id) => !gone.has(id))
}

const achieved = (line: ReportLine | undefined) => line?.own.cumulative ?? 0

/** An entry that was reversed since adds nothing and takes nothing: figures are compared, records only named. */
function isSame(was: ReportLine | undefined, is: ReportLine | undefined): boolean {
  if (was === undefined || is === undefined) return false
  const figures = ({ own, work }: ReportLine) => [
    own.period,
    own.cumulative,
    work.deliveries,
    work.personTimes,
    work.persons,
  ]
  const now = figures(is)
  return figures(was).every((figure, i) => figure === now[i])
}

/** Tasks whose figures are other now than when they were confirmed. What was confirmed is left alone. */
export function sinceConfirmed(confirmed: ReportContent, now: ReportContent): ReportDifference[] {
  const before = new Map(confirmed.lines.map((line) => [line.annualTaskId, line]))
  const today = new Map(now.lines.map((line) => [line.annualTaskId, line]))
  return [...new Set([...before.keys(), ...today.keys()])].flatMap((annualTaskId) => {
    const [was, is] = [before.get(annualTaskId), today.get(annualTaskId)]
    if (isSame(was, is)) return []
    return [
      {
        annualTaskId,
        title: is?.title ?? was?.title ?? '',
        before: achieved(was),
        now: achieved(is),
        added: without(is?.deliveryIds ?? [], was?.deliveryIds ?? []),
        removed: without(was?.deliveryIds ?? [], is?.deliveryIds ?? []),
      },
    ]
  })
}

/**
 * What an earlier report said by its end, and what the ledger says of the same days now: work entered late, entries reversed.
 * Both of one year, so that the sums begin on the same day.
 */
export function sinceLast(last: ReportContent, now: ReportContent): ReportDifference[] {
  const today = new Map(now.lines.map((line) => [line.annualTaskId, line]))
  return last.lines.flatMap((was) => {
    const is = today.get(was.annualTaskId)
    if (is === undefined) return []
    const before = was.own.cumulative
    const then = is.own.cumulative - is.own.period
    return before === then
      ? []
      : [{ annualTaskId: was.annualTaskId, title: is.title, before, now: then, added: [], removed: [] }]
  })
}
