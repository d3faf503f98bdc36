import type { ReportContent, ReportHint } from '@kepu/contract/plan-report'
import { type Attendance, hintOnDelivery, hintOnRounding, hintsOnTwins } from '../../../ledger/index.ts'

const MOST = 20

/** What deserves a second look in a report: each of its records beside earlier ones, and beside each other. */
export function hintsOf(content: ReportContent, attendance: readonly Attendance[]): ReportHint[] {
  const ids = new Set([...content.lines.flatMap(({ deliveryIds }) => deliveryIds), ...content.besides.deliveryIds])
  const own = attendance.filter(({ id }) => ids.has(id))
  const alike = Map.groupBy(attendance, ({ kind }) => kind)
  const single = own.flatMap((one): ReportHint[] => {
    const hint = hintOnDelivery(one, alike.get(one.kind) ?? [])
    return hint === null ? [] : [{ hint, kind: one.kind, deliveryIds: [one.id] }]
  })
  const twins = hintsOnTwins(own).map((hint) => ({
    hint,
    kind: null,
    deliveryIds: hint.code === 'twice' ? hint.deliveryIds : [],
  }))
  const rounding = hintOnRounding(own.map(({ personTimes }) => personTimes))
  const gentle = rounding === null ? [] : [{ hint: rounding, kind: null, deliveryIds: [] }]
  return [...single, ...twins, ...gentle].slice(0, MOST)
}
