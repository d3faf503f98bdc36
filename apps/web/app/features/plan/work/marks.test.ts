import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, type Mark, type MarkKind, markKinds } from './marks.ts'

const mark = (key: string, kind: MarkKind, start: number, end: number): Mark => ({ key, kind, span: [start, end] })

describe('the source by line', () => {
  test('is cut where a mark begins or ends, the innermost last', () => {
    const lines = linesOf('一、县科协牵头\n二、结束', [mark('task-0', 'task', 0, 7), mark('unit-县科协', 'unit', 2, 5)])
    expect(lines[0]?.pieces.map(({ text, marks }) => [text, marks.map(({ key }) => key)])).toEqual([
      ['一、', ['task-0']],
      ['县科协', ['task-0', 'unit-县科协']],
      ['牵头', ['task-0']],
    ])
    expect(lines[1]?.pieces).toEqual([{ start: 8, text: '二、结束', marks: [] }])
  })

  test('loses and repeats no character, and every piece carries exactly the marks that cover it', () => {
    const span = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    const marks = fc.array(fc.tuple(fc.constantFrom(...markKinds), span), { maxLength: 12 })
    fc.assert(
      fc.property(fc.stringMatching(/^[甲乙丙\n]{0,60}$/), marks, (text, spans) => {
        const all = spans
          .map(([kind, [start, end]], i) => mark(`m${i}`, kind, start, end))
          .filter(({ span: [start, end] }) => end > start)
        const lines = linesOf(text, all)
        expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(text)
        for (const { start, text: words, marks: on } of lines.flatMap(({ pieces }) => pieces)) {
          const end = start + words.length
          const covering = all.filter(({ span: [from, to] }) => from <= start && to >= end)
          expect(new Set(on.map(({ key }) => key))).toEqual(new Set(covering.map(({ key }) => key)))
        }
      }),
    )
  })
})
