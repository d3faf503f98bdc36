import { DeliveryView, ImportReport } from '@kepu/contract/ledger'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Client } from '../support/client.ts'
import { fill, type Row, soundRow } from '../support/workbooks.ts'
import { test, type World } from '../support/world.ts'

const Page = z.object({ items: z.array(DeliveryView) })

async function check(person: Client, rows: readonly Row[], key?: string): Promise<ImportReport> {
  const template = (await person.get('/ledger/import-template.xlsx')).bytes
  const answer = await person.upload('/ledger/imports', '活动台账.xlsx', await fill(template, rows), key ? { key } : {})
  expect(answer.status).toBe(201)
  return answer.as(ImportReport)
}

const titlesIn = async (world: World, year: number) => {
  const fang = await world.signIn('fang')
  const { items } = (await fang.get(`/ledger/deliveries?from=${year}-01-01&to=${year}-12-31&limit=200`)).as(Page)
  return items.map(({ title }) => title).sort()
}

const row = (name: string, day: string, more: Row = {}): Row => ({ ...soundRow, 名称: name, 日期: day, ...more })

test('方 fills the template, checks it, records it; a second time it is refused', async ({ world }) => {
  const fang = await world.signIn('fang')
  const rows = [
    row('气象科普展', '2021-03-23', { 形式: '展览', 备注: '与气象局合办' }),
    row('农技夜校第一期', '2021/4/5', { 形式: '培训', 农民人次: '60人次', 农民人数: '' }),
    row('急救知识义诊', '2021年5月8日', { 形式: '义诊', '地点（乡镇、村社区）': '东岭镇幸福村' }),
    row('航天主题讲座', '2021-06-07', { 日期: new Date('2021-06-07T00:00:00Z'), 形式: '讲座' }),
  ]
  const report = await check(fang, rows)
  expect(report).toMatchObject({
    fileName: '活动台账.xlsx',
    ready: 4,
    withProblems: 0,
    withDuplicates: 0,
    status: 'checked',
  })
  expect(await titlesIn(world, 2021)).toEqual([])

  const path = `/ledger/imports/${report.importId}/record`
  expect((await fang.post(path)).json).toEqual({ importId: report.importId, recorded: 4 })

  expect(await titlesIn(world, 2021)).toEqual(rows.map((one) => one['名称']).sort())
  expect(await fang.post(path)).toBeProblem(422, 'ledger.import.recorded')
  expect(await titlesIn(world, 2021)).toHaveLength(4)
  expect(await world.auditOf(report.importId)).toEqual(['ledger.import.check', 'ledger.import.record'])
  const { items } = (await fang.get('/ledger/deliveries?from=2021-05-08&to=2021-05-08')).as(Page)
  expect(items[0]).toMatchObject({
    kind: 'consultation',
    regionCode: '999901100001',
    source: { module: 'import', record: `${report.importId}/4` },
  })
})

test('the same workbook again: every row resembles one of the ledger, and nothing is ready', async ({ world }) => {
  const fang = await world.signIn('fang')
  const rows = [row('垃圾分类宣传', '2020-03-01'), row('健康讲堂', '2020-03-20', { 形式: '讲座' })]
  const first = await check(fang, rows)
  await fang.post(`/ledger/imports/${first.importId}/record`)

  const again = await check(fang, rows)

  expect(again).toMatchObject({ ready: 0, withDuplicates: 2 })
  expect(again.rows[0]?.duplicates[0]).toMatchObject({ title: '垃圾分类宣传', occurredOn: '2020-03-01', row: null })
  const path = `/ledger/imports/${again.importId}/record`
  expect(await fang.post(path)).toBeProblem(422, 'ledger.import.nothing')
  expect((await fang.post(path, { includeRows: [3] })).json).toMatchObject({ recorded: 1 })
  expect(await titlesIn(world, 2020)).toHaveLength(3)
})

test('a row typed twice in one workbook is marked at its second place', async ({ world }) => {
  const fang = await world.signIn('fang')
  const report = await check(fang, [row('反诈宣传日', '2019-07-01'), row('反诈宣传日活动', '2019-07-02')])
  expect(report.rows.map(({ duplicates }) => duplicates.map((one) => one.row))).toEqual([[], [2]])
})

test('every fault of every row is named at its column; sound rows are recorded without them', async ({ world }) => {
  const fang = await world.signIn('fang')
  const report = await check(fang, [
    row('没有错的一行', '2019-01-10'),
    row('错处很多', '2019-02-30', {
      形式: '聚会',
      单位: '县某局',
      '地点（乡镇、村社区）': '火星',
      对应任务: '没有的任务',
      青少年人次: '很多',
      青少年人数: 3,
    }),
    row('人数多于人次', '2019-01-12', { 青少年人次: 10, 青少年人数: 11 }),
    row('还没到', '2024-12-31'),
    row('别人的单位', '2019-01-13', { 单位: '县科协' }),
    row('没有人次', '2019-01-14', { 青少年人次: '', 青少年人数: '' }),
  ])
  const columnsOf = (number: number) =>
    report.rows.find((one) => one.row === number)?.problems.map(({ column }) => column)
  expect(columnsOf(2)).toEqual([])
  expect(columnsOf(3)?.toSorted()).toEqual(
    ['人次', '单位', '地点', '对应任务', '形式', '日期', '青少年人次', '青少年人次'].toSorted(),
  )
  expect(columnsOf(4)).toEqual(['青少年人数'])
  expect(columnsOf(5)).toEqual(['日期'])
  expect(columnsOf(6)).toEqual(['单位'])
  expect(columnsOf(7)).toEqual(['人次'])
  expect((await fang.post(`/ledger/imports/${report.importId}/record`)).json).toMatchObject({ recorded: 1 })
  expect(await titlesIn(world, 2019)).toContain('没有错的一行')
})

test('a workbook is recorded by the person who had it checked', async ({ world }) => {
  const fang = await world.signIn('fang')
  const bao = await world.signIn('bao')
  const report = await check(fang, [row('只由本人登记', '2019-11-11')])
  const path = `/ledger/imports/${report.importId}/record`
  expect(await bao.post(path)).toBeProblem(404, 'platform.notFound', { kind: 'import' })
})

test('recorded twice at once: once', async ({ world }) => {
  const fang = await world.signIn('fang')
  const report = await check(fang, [row('同时登记两次', '2022-02-02')])
  const path = `/ledger/imports/${report.importId}/record`
  const answers = await Promise.all([fang.post(path), fang.post(path), fang.post(path)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
  expect(await titlesIn(world, 2022)).toEqual(['同时登记两次'])
})

test('the check repeated with its key is the first check', async ({ world }) => {
  const fang = await world.signIn('fang')
  const template = (await fang.get('/ledger/import-template.xlsx')).bytes
  const bytes = await fill(template, [row('断线重发', '2018-01-01')])
  const send = () => fang.upload('/ledger/imports', '台账.xlsx', bytes, { key: 'import-1' })
  const first = (await send()).as(ImportReport)
  expect((await send()).as(ImportReport).importId).toBe(first.importId)
})

test('what is taken out of the ledger can be put back in: the same columns', async ({ world }) => {
  const fang = await world.signIn('fang')
  const report = await check(fang, [row('来回一趟', '2023-09-16', { 形式: '竞赛', 备注: '备注' })])
  await fang.post(`/ledger/imports/${report.importId}/record`)
  const exported = await fang.get('/ledger/deliveries.xlsx?from=2023-09-16&to=2023-09-16')
  expect(exported.headers.get('content-disposition')).toContain('.xlsx')
  const back = (await fang.upload('/ledger/imports', '导出.xlsx', exported.bytes)).as(ImportReport)
  expect(back.rows).toMatchObject([{ title: '来回一趟', problems: [], duplicates: [{ title: '来回一趟' }] }])
})

test('the template is for those who have signed in', async ({ world }) => {
  expect(await world.stranger.get('/ledger/import-template.xlsx')).toBeProblem(401, 'platform.notSignedIn')
  expect(await world.stranger.get('/ledger/deliveries.xlsx')).toBeProblem(401, 'platform.notSignedIn')
})
