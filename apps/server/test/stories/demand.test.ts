import { DemandView, PublicDemand } from '@kepu/contract/service-demand'
import ExcelJS from 'exceljs'
import { expect } from 'vitest'
import { claimed, place, showCodes, step } from '../support/orders.ts'
import { COUNTY, test } from '../support/world.ts'

const PUBLIC = `/counties/${COUNTY}/service/demand`

test('what was asked for is counted by topic, township, audience and season, with what became of it', async ({
  world,
}) => {
  await showCodes(world)
  const fraud = { menuItemId: null, topic: 'fraudPrevention', audience: 'elderly' }
  await claimed(world, fraud)
  const { orderId: refused } = await place(world, { ...fraud, wish: '帮我追回被骗的钱' })
  await step(world, refused, 'reject', { reason: '应报警处理' })
  await place(world, { menuItemId: null, topic: 'astronomy', audience: 'youth', regionCode: '999901101002' })
  const winter = { wantedFrom: '2025-01-10', wantedTo: '2025-01-20' }
  await place(world, { menuItemId: null, topic: 'astronomy', audience: 'youth', regionCode: '999901101002', ...winter })

  const bao = await world.signIn('bao')
  const view = (await bao.get('/service-demand')).as(DemandView)
  expect(view.whole).toMatchObject({ asked: 4, waiting: 3, refused: 1, served: 0 })
  expect(view.byTopic.map(({ topic, asked, offered }) => ({ topic, asked, offered }))).toEqual(
    expect.arrayContaining([
      { topic: 'fraudPrevention', asked: 2, offered: false },
      { topic: 'astronomy', asked: 2, offered: false },
    ]),
  )
  expect(view.byTownship.map(({ regionName, asked }) => [regionName, asked])).toEqual([
    ['东岭镇', 2],
    ['西坪镇', 2],
  ])
  const sums = [view.byTopic, view.byTownship, view.byAudience, view.bySeason].map((list) =>
    list.reduce((sum, { asked }) => sum + asked, 0),
  )
  expect(sums).toEqual([4, 4, 4, 4])
  expect(view.bySeason.map(({ season, asked }) => [season, asked])).toEqual([
    ['spring', 0],
    ['summer', 0],
    ['autumn', 3],
    ['winter', 1],
  ])
  const youth = (await bao.get('/service-demand?audience=youth&season=winter')).as(DemandView)
  expect(youth.whole.asked).toBe(1)
  const before = (await bao.get('/service-demand?from=2024-01-01&to=2024-10-01')).as(DemandView)
  expect(before.whole.asked).toBe(0)
  expect((await bao.get('/service-demand?from=2024-12-01&to=2024-01-01')).status).toBe(400)
})

test('the public is told no small count; a larger one it is', async ({ world }) => {
  const quiet = (await world.stranger.get(PUBLIC)).as(PublicDemand)
  expect(quiet.asked).toBeNull()
  expect(quiet.byTopic.map(({ asked }) => asked)).toEqual([null, null])
  for (let i = 0; i < 6; i++) await place(world, { menuItemId: null, topic: 'health', wish: `血压怎么量 ${i}` })
  for (let i = 0; i < 7; i++) await place(world, { menuItemId: null, topic: 'weather', wish: `雷雨天怎么办 ${i}` })
  const louder = (await world.stranger.get(PUBLIC)).as(PublicDemand)
  expect(louder.asked).toBe(17)
  expect(louder.byTopic.find(({ topic }) => topic === 'weather')).toMatchObject({ asked: 7, served: 0 })
  // Two and two are hidden, and six with them: four in all would still be a small count.
  expect(louder.byTopic.filter(({ asked }) => asked === null)).toHaveLength(3)
})

test('the workbook has the same figures', async ({ world }) => {
  const bao = await world.signIn('bao')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from((await bao.get('/service-demand.xlsx')).bytes) as never)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['按主题', '按乡镇', '按人群', '按季节'])
  const rows = book.worksheets[0]!.getSheetValues().slice(2) as (string | number)[][]
  expect(rows.find(([, name]) => name === '健康素养')?.[2]).toBe(6)
  expect(rows.at(-1)?.slice(1, 3)).toEqual(['合计', 17])
})
