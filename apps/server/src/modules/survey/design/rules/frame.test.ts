import { describe, expect, test } from 'vitest'
import { type FrameRow, understandFrame } from './frame.ts'

const known = {
  villages: new Map([
    ['999901100001', '幸福村'],
    ['999901100002', '团结村'],
  ]),
}
const row = (number: number, cells: Partial<FrameRow['cells']>): FrameRow => ({
  row: number,
  cells: { code: '999901100001', name: '幸福村', urban: '乡村', households: '410', adults: '905', ...cells },
})

describe('a frame', () => {
  test('is read as offices write it: thousands, full-width digits, codes of town and country', () => {
    const { villages, problems } = understandFrame(
      [
        row(2, { households: '１,410', adults: '2905.0', urban: '121' }),
        row(3, { code: '999901100002', urban: '220' }),
      ],
      known,
    )
    expect(problems).toEqual([])
    expect(villages).toEqual([
      { code: '999901100001', name: '幸福村', urban: true, households: 1410, adults: 2905 },
      { code: '999901100002', name: '团结村', urban: false, households: 410, adults: 905 },
    ])
  })

  test.for([
    ['no code', { code: '幸福村' }, '12 位代码'],
    ["another county's code", { code: '500233100001' }, '不是本县'],
    ['neither town nor country', { urban: '城郊' }, '城镇'],
    ['no number', { households: '约400' }, '不是整数'],
    ['a negative number', { adults: '-5' }, '不是整数'],
    ['nobody', { adults: '0' }, '删去'],
    ['columns the wrong way round', { households: '905', adults: '410' }, '填反'],
  ] as const)('%s is named with row and mend', ([, cells, words]) => {
    const { villages, problems } = understandFrame([row(7, cells)], known)
    expect(villages).toEqual([])
    expect(problems).toEqual([{ row: 7, column: expect.any(String), message: expect.stringContaining(words) }])
  })

  test('a code twice is told with the row of the first', () => {
    const { problems } = understandFrame([row(2, {}), row(9, {})], known)
    expect(problems).toEqual([{ row: 9, column: '村（社区）代码', message: '代码 999901100001 与第 2 行重复' }])
  })
})
