import { expect, test } from 'vitest'
import { suggestUnits } from './matching.ts'

const bodies = [
  '县文化旅游委',
  '县发展改革委',
  '县卫生健康委',
  '县人力社保局',
  '县经济信息委',
  '县委组织部',
  '县科协',
  '县科技局',
  '县应急局',
]
const known = bodies.map((name) => ({ unitId: `id of ${name}`, name, kind: 'name' as const }))
const suggested = (written: string) => suggestUnits(written, [], known).map(({ name }) => name)

test.each([
  ['县文旅委', '县文化旅游委'],
  ['县发改委', '县发展改革委'],
  ['县卫健委', '县卫生健康委'],
  ['县人社局', '县人力社保局'],
  ['县经信委', '县经济信息委'],
  ['县应急管理局', '县应急局'],
  ['县人力资源和社会保障局', '县人力社保局'],
])('%s may be %s', (written, body) => {
  expect(suggested(written)).toEqual([body])
})

test('more than one may be meant', () => {
  expect(suggested('县科学技术协会')).toEqual(['县科协', '县科技局'])
})

test.each(['县委宣传部', '县水利局', '团县委'])('%s is none of them', (written) => {
  expect(suggested(written)).toEqual([])
})
