/** The last day that a deadline as written leaves: 2023年底前 → 2023-12-31, 2024年6月 → 2024-06-30, 2024-06-15 → itself. Null when it names no year (持续推进). */
export function deadlineDay(written: string): string | null {
  const years = [...written.matchAll(/(20\d\d)\s*[年./-]?/g)]
  const last = years.at(-1)
  if (!last) return null
  const year = Number(last[1])
  const rest = written.slice(last.index + last[0].length)
  const [month, day] = monthAndDay(rest)
  const date = new Date(Date.UTC(year, month - 1, day ?? 1))
  if (day !== null && date.getUTCMonth() !== month - 1) return null
  const end = day === null ? new Date(Date.UTC(year, month, 0)) : date
  return end.toISOString().slice(0, 10)
}

function monthAndDay(rest: string): [number, number | null] {
  if (/^上半年/.test(rest)) return [6, null]
  const quarter = /^第?([一二三四1-4])季度/.exec(rest)?.[1]
  if (quarter) return [3 * ('一二三四'.indexOf(quarter) + 1 || Number(quarter)), null]
  const match = /^\s*(\d{1,2})\s*[月./-]?\s*(?:(\d{1,2})\s*日?)?/.exec(rest)
  const month = Number(match?.[1])
  if (!match || month < 1 || month > 12) return [12, null]
  return [month, match[2] ? Number(match[2]) : null]
}
