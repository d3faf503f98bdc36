import type { ZodType } from 'zod'
import { refuse } from './problem.ts'

/** Opaque cursor: the sort key of the last row of a page. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * Reads a cursor back in the shape of its list's sort key.
 * @throws Refused platform.invalid when the cursor isn't one of ours
 */
export function decodeCursor<T>(cursor: string, key: ZodType<T>): T {
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    refuse({ code: 'platform.invalid', issues: [{ path: 'cursor', message: '翻页标记无效，请回到第一页' }] })
  }
}

/** Cuts the one row too many that was asked for, and makes the cursor of the next page from the last one kept. */
export function pageOfRows<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly (string | number)[]) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
