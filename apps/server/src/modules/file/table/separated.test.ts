import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { csv } from '../../../platform/csv.ts'
import { readSeparated } from './separated.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a file of separated values', () => {
  test('GB18030 as Excel in China writes it', () => {
    // 村,户 in GB18030.
    expect(readSeparated(Uint8Array.of(0xb4, 0xe5, 0x2c, 0xbb, 0xa7, 0x0d, 0x0a, 0x31, 0x2c, 0x32), 9)).toEqual({
      grid: [
        ['村', '户'],
        ['1', '2'],
      ],
    })
  })

  test('tabs, semicolons, quotes, line ends inside quotes', () => {
    expect(readSeparated(bytes('a\tb\r\n1\t"x\ty"'), 9)).toEqual({
      grid: [
        ['a', 'b'],
        ['1', 'x\ty'],
      ],
    })
    expect(readSeparated(bytes('a;b\n"1\n2";"say ""no"""\n'), 9)).toEqual({
      grid: [
        ['a', 'b'],
        ['1\n2', 'say "no"'],
      ],
    })
  })

  test.for([
    ['a quote without an end', bytes('a,b\n"1,2'), 'damaged'],
    ['something after a quote', bytes('"a"b,c'), 'damaged'],
    ['neither encoding', Uint8Array.of(0xff, 0xff, 0x80), 'encoding'],
    ['a zero byte', bytes('a\0b'), 'encoding'],
    ['too many rows', bytes('1\n2\n3\n'), 'tooManyRows'],
  ] as const)('%s is refused', ([, input, why]) => {
    expect(readSeparated(input, 2)).toEqual({ why })
  })
})

const cell = fc.string({ unit: fc.constantFrom('a', '村', '"', ',', '\n', '\r', ';', '\t', ' ') })
const grid = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))

property.prop([grid])('what Kepu writes it reads back', (rows) => {
  const width = rows[0]?.length ?? 0
  const heading = Array.from({ length: width }, (_, i) => `列${i}`)
  const written = csv(heading, rows)
  const answer = readSeparated(bytes(written), 100)
  const read = 'grid' in answer ? answer.grid.slice(1) : []
  // A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
  expect(read.map((cells) => cells.map((text) => text.replace(/^'/, '')))).toEqual(
    rows.map((cells) => cells.map((text) => text.replace(/^'/, ''))),
  )
})
