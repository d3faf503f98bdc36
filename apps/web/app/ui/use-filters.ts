import { useSearchParams } from 'react-router'

/** Filters of a list, kept in the address: a link to the list is a link to the selection. */
export interface Filters {
  get(name: string): string | null
  /** An empty value takes the filter away; every change goes back to the first page. */
  set(values: Readonly<Record<string, string | null | undefined>>): void
  next(cursor: string | null): void
  reset(): void
  /** Is anything filtered? */
  readonly any: boolean
}

/** Parameters that say where one is, not what is left out: taking the filters away keeps them. */
const PLACE = new Set(['lang', 'tab', 'month', 'source'])

export function useFilters(): Filters {
  const [params, setParams] = useSearchParams()
  const change = (act: (next: URLSearchParams) => void) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        act(next)
        return next
      },
      { preventScrollReset: true },
    )
  const put = (next: URLSearchParams, name: string, value: string | null | undefined) => {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return {
    get: (name) => params.get(name),
    set: (values) =>
      change((next) => {
        for (const [name, value] of Object.entries(values)) put(next, name, value)
        next.delete('cursor')
      }),
    next: (cursor) => change((next) => put(next, 'cursor', cursor)),
    reset: () =>
      change((next) => {
        for (const name of [...next.keys()]) if (!PLACE.has(name)) next.delete(name)
      }),
    any: [...params.keys()].some((name) => !PLACE.has(name) && name !== 'cursor'),
  }
}
