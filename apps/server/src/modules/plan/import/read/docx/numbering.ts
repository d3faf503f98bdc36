import { type Element, readXml } from './xml.ts'

/** How one level of a list is numbered: 一、 is format chineseCounting, text %1、. */
interface Level {
  start: number
  format: string
  text: string
}

interface List {
  abstractId: string
  readonly starts: Map<number, number>
}

const CHINESE = '〇一二三四五六七八九'

function chinese(value: number): string {
  if (value >= 100) return [...String(value)].map((digit) => CHINESE.charAt(Number(digit))).join('')
  const tens = Math.floor(value / 10)
  const ones = value % 10
  const head = tens === 0 ? '' : `${tens === 1 ? '' : CHINESE.charAt(tens)}十`
  return head + (ones === 0 && tens > 0 ? '' : CHINESE.charAt(ones))
}

function letters(value: number): string {
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(1 + Math.floor((value - 1) / 26))
}

function roman(value: number): string {
  const parts: readonly [number, string][] = [
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = Math.min(value, 99)
  let text = ''
  for (const [worth, sign] of parts) {
    while (rest >= worth) {
      text += sign
      rest -= worth
    }
  }
  return text
}

/** A number in one of Word's formats. Unknown ones come out as digits. */
function written(value: number, format: string): string {
  if (/chinese|ideographTraditional|japaneseCounting|taiwaneseCounting|ideographDigital|koreanCounting/i.test(format))
    return chinese(value)
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') {
    return value <= 20 ? String.fromCharCode(0x245f + value) : `(${value})`
  }
  if (format === 'lowerLetter') return letters(value)
  if (format === 'upperLetter') return letters(value).toUpperCase()
  if (format === 'lowerRoman') return roman(value)
  if (format === 'upperRoman') return roman(value).toUpperCase()
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  return format === 'none' ? '' : String(value)
}

/** The lists of a document and how far each has counted: Word stores 一、 （一） 1. apart from the text. */
export class Numbering {
  private readonly levels = new Map<string, Map<number, Level>>()
  private readonly lists = new Map<string, List>()
  private readonly counts = new Map<string, number[]>()
  private readonly begun = new Set<string>()

  /** Reads word/numbering.xml. */
  read(part: Uint8Array, entry: string): void {
    let abstractId = ''
    let level: Level | null = null
    let list: List | null = null
    let override = 0
    const open = ({ name, attribute }: Element) => {
      const value = attribute('val') ?? ''
      if (name === 'abstractNum') {
        abstractId = attribute('abstractNumId') ?? ''
        this.levels.set(abstractId, new Map())
      } else if (name === 'lvl' && list === null) {
        level = { start: 1, format: 'decimal', text: '' }
        this.levels.get(abstractId)?.set(Number(attribute('ilvl')), level)
      } else if (name === 'start' && level) level.start = Number(value) || 0
      else if (name === 'numFmt' && level) level.format = value
      else if (name === 'lvlText' && level) level.text = value
      else if (name === 'num') {
        level = null
        list = { abstractId: '', starts: new Map() }
        this.lists.set(attribute('numId') ?? '', list)
      } else if (name === 'abstractNumId' && list) list.abstractId = value
      else if (name === 'lvlOverride') override = Number(attribute('ilvl'))
      else if (name === 'startOverride' && list) list.starts.set(override, Number(value) || 0)
    }
    const close = (name: string) => {
      if (name === 'num') list = null
    }
    readXml(part, entry, { open, close, text: () => undefined })
  }

  /** The label of the next paragraph of a list at a level, e.g. （三）; empty when the list is unknown. */
  next(numId: string, ilvl: number): string {
    const list = this.lists.get(numId)
    const levels = list ? this.levels.get(list.abstractId) : undefined
    const own = levels?.get(ilvl)
    if (!list || !levels || !own || ilvl > 8) return ''
    if (own.format === 'bullet') return '● '
    const counts = this.counts.get(list.abstractId) ?? []
    this.counts.set(list.abstractId, counts)
    const key = `${numId}/${ilvl}`
    const restart = this.begun.has(key) ? undefined : list.starts.get(ilvl)
    this.begun.add(key)
    counts[ilvl] = restart ?? (counts[ilvl] === undefined ? own.start : counts[ilvl] + 1)
    counts.length = ilvl + 1
    const label = own.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      return written(counts[at] ?? levels.get(at)?.start ?? 1, levels.get(at)?.format ?? 'decimal')
    })
    return /[\p{L}\p{N}]$/u.test(label) ? `${label} ` : label
  }
}
