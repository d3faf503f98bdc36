import { refuse } from './problem.ts'

/** Opaque cursor: the sort key of the last row of a page. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** @throws Refused platform.invalid when the cursor isn't one of ours */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length && key.every((part) => ['string', 'number'].includes(typeof part)))
      return key
  } catch {
    // Not JSON: refused below like any other.
  }
  refuse({ code: 'platform.invalid', issues: [{ path: 'cursor', message: '翻页标记无效，请回到第一页' }] })
}

/** Cuts the one row too many that was asked for, and makes the cursor of the next page from the last one kept. */
export function pageOfRows<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly (string | number)[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
