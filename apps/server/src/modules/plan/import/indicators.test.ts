import { expect, test } from 'vitest'
import { parsePlanFile } from './index.ts'

const plan = `# 甲县全民科学素质行动规划纲要实施方案（2021-2025年）

一、主要目标

| 指标 | 2020年现状 | 2025年目标 | 属性 |
| --- | --- | --- | --- |
| 公民具备科学素质的比例（%） | 8.0 | 12 | 预期性 |
| 科普场馆面积（平方米） | 3000 | 翻一番 | 约束性 |
| 每万人事故数（起） | 7 | ≤5 | 约束性 |
| 科普基地 | 5家 | 不超过9家 | 约束性 |
| 志愿者（人） | — | 600 | 预期性 |
`

test('a cell that is no value of the indicator is listed with its reason, never dropped', async () => {
  const { proposal } = await parsePlanFile(new TextEncoder().encode(plan), 'plan.md')
  expect(proposal.indicators.map(({ name, unit, values }) => [name, unit, values.map(({ value }) => value)])).toEqual([
    ['公民具备科学素质的比例', '%', [8, 12]],
    ['科普场馆面积', '平方米', [3000]],
    ['每万人事故数', '起', [7]],
    ['科普基地', '家', [5]],
    ['志愿者', '人', [600]],
  ])
  expect(proposal.unplaced.map(({ text, why }) => [text, why])).toEqual(
    expect.arrayContaining([
      ['翻一番', 'unclear'],
      ['≤5', 'ceiling'],
      ['9家', 'ceiling'],
    ]),
  )
})

test('平均水平 and 这个比例 point back to the indicator told before', async () => {
  const text = `甲县全民科学素质行动规划纲要实施方案（2021-2025年）
一、现状
2020年全县公民具备科学素质的比例为8.0%，比2017年的5.3%有明显进步；重庆市平均水平为10.2%。这个比例低于重庆市的10.2%。
二、目标
到2025年，全县公民具备科学素质的比例达到12%。
`
  const { proposal } = await parsePlanFile(new TextEncoder().encode(text), 'plan.txt')
  expect(proposal.indicators.map(({ name, values }) => [name, values.map(({ value, of }) => [value, of])])).toEqual([
    [
      '公民具备科学素质的比例',
      [
        [8, null],
        [5.3, null],
        [10.2, '重庆市'],
        [12, null],
      ],
    ],
  ])
})
