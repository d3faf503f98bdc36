const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 十二 → 12, 一百二十 → 120, 二〇二二 → 2022; null when it isn't a Chinese numeral below 10,000. */
export function chineseNumber(text: string): number | null {
  if (!/[十百千]/.test(text)) {
    let plain = 0
    for (const character of text) {
      const digit = digits[character]
      if (digit === undefined) return null
      plain = plain * 10 + digit
    }
    return text === '' ? null : plain
  }
  let total = 0
  let digit: number | null = null
  for (const character of text) {
    const scale = scales[character]
    if (scale !== undefined) {
      total += (digit ?? 1) * scale
      digit = null
      continue
    }
    const next = digits[character]
    if (next === undefined) return null
    digit = next
  }
  return total + (digit ?? 0)
}

/** Letters and Han only, for comparing: no spaces, no punctuation. */
export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** Without white space: a name or title broken over two lines is one. */
export function unspaced(text: string): string {
  return text.replace(/\s+/g, '')
}

/** Share of the shorter text's pairs of neighbouring characters that the other one has too (0…1): how alike two titles are. */
export function likeness(first: string, second: string): number {
  const a = bare(first)
  const b = bare(second)
  if (a === b) return 1
  if (a.length < 2 || b.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < a.length; i++) pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1)
  let shared = 0
  for (let i = 0; i + 1 < b.length; i++) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0
    if (left === 0) continue
    pairs.set(b.slice(i, i + 2), left - 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length - 2)
}
