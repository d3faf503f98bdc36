import type { Span } from '@kepu/contract/plan-proposal'

/** Sentences of [from, to): pieces up to 。！？； or a line end, without surrounding white space, never empty. */
export function sentencesIn(text: string, from: number, to: number): Span[] {
  const spans: Span[] = []
  let start = from
  for (let i = from; i <= to; i++) {
    if (i < to && !'。！？；;\n'.includes(text.charAt(i))) continue
    let first = start
    let last = i
    while (first < last && /\s/.test(text.charAt(first))) first++
    while (last > first && /\s/.test(text.charAt(last - 1))) last--
    if (last > first) spans.push([first, last])
    start = i + 1
  }
  return spans
}
