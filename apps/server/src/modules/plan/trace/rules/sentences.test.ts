import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { sentenceAt, sentencesOf } from './sentences.ts'

test('sentences end where the document says so, and at the end of a line', () => {
  const text = '一、目标\n　到2025年，达到12%。其余照旧；另行通知'
  expect(sentencesOf(text).map(([start, end]) => text.slice(start, end))).toEqual([
    '一、目标',
    '到2025年，达到12%。',
    '其余照旧；',
    '另行通知',
  ])
})

const text = fc.string({ unit: fc.constantFrom('甲', '乙', '。', '；', '\n', ' ', '　', '1'), maxLength: 60 })

property.prop([text])(
  'sentences stand in order, apart, without blanks around, and leave nothing but blanks out',
  (words) => {
    let last = 0
    const left: string[] = []
    for (const [start, end] of sentencesOf(words)) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(words.slice(start, end)).toBe(words.slice(start, end).trim())
      expect(end).toBeGreaterThan(start)
      left.push(words.slice(last, start))
      last = end
    }
    left.push(words.slice(last))
    expect(left.join('').trim()).toBe('')
  },
)

property.prop([text, fc.nat(80)])('each position of a sentence leads to it', (words, at) => {
  const sentences = sentencesOf(words)
  const inside = sentences.find(([start, end]) => start <= at && at < end)
  if (inside) expect(sentenceAt(sentences, at)).toEqual(inside)
  else if (sentences.length === 0) expect(sentenceAt(sentences, at)).toBeNull()
  else expect(sentences).toContainEqual(sentenceAt(sentences, at))
})
