type Value = string | number | boolean | null

/** A leading = + - @ or tab would be run as a formula by a spreadsheet: such text gets an apostrophe before it.
 * The sign alone is no formula: a comparator stays what it is. */
function field(value: Value): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]./s.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a byte-order mark, without which Excel on Chinese Windows takes UTF-8 for GBK. */
export function csv(heading: readonly string[], rows: readonly (readonly Value[])[]): string {
  return `\uFEFF${[heading, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}
