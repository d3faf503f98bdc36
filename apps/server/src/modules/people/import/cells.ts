import type { ImportFault } from '@kepu/contract/people-import'

export interface Fault {
  readonly column: string
  readonly fault: ImportFault
  readonly value: string
}

/** 2024-05-30, 2024/5/30, 2024.5.30, 2024年5月30日, 20240530 → 2024-05-30; null when it isn't a day. */
export function dayOf(text: string): string | null {
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!match) return null
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  const instant = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day ? day : null
}

/** Words of a cell: separated by 、 , ; / or a space. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[、,;/|\s]+/)
    .filter((word) => word !== '')
}

/** Word → value; the longest words of a list may hold a separator themselves, so the whole cell is tried first. */
export function lookup<K extends string>(words: Readonly<Record<K, readonly string[]>>): ReadonlyMap<string, K> {
  const found = new Map<string, K>()
  for (const key in words) for (const word of words[key]) found.set(word.normalize('NFKC'), key)
  return found
}

/** Reads the cells of a row, and gathers what is wrong with them. */
export class CellReader {
  readonly faults: Fault[] = []

  fail(column: string, fault: ImportFault, value: string): null {
    this.faults.push({ column, fault, value: value.slice(0, 40) })
    return null
  }

  one<K extends string>(column: string, text: string, words: ReadonlyMap<string, K>): K | null {
    return words.get(text.normalize('NFKC')) ?? this.fail(column, 'unknownWord', text)
  }

  many<K extends string>(column: string, text: string, words: ReadonlyMap<string, K>): K[] {
    const whole = words.get(text.normalize('NFKC'))
    if (whole !== undefined) return [whole]
    const found = wordsOf(text).flatMap((word) => words.get(word) ?? this.fail(column, 'unknownWord', word) ?? [])
    return [...new Set(found)]
  }

  day(column: string, text: string): string | null {
    return dayOf(text) ?? this.fail(column, 'notDay', text)
  }

  year(column: string, text: string): number | null {
    const year = Number(/^(\d{4})\s*年?$/.exec(text.normalize('NFKC'))?.[1])
    return year >= 1900 && year <= 2100 ? year : this.fail(column, 'notYear', text)
  }

  text(column: string, text: string, limit: number): string {
    if (text.length > limit) this.fail(column, 'tooLong', text)
    return text
  }
}
