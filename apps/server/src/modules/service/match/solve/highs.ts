import { createRequire } from 'node:module'
import type { Highs } from 'highs'

/** The solver; its types describe its CommonJS form, so it's loaded as that. */
const load: typeof import('highs').default = createRequire(import.meta.url)('highs')

export function openHighs(): Promise<Highs> {
  return load()
}
