import { randomUUID } from 'node:crypto'
import { DrawCheck, DrawView, SurveyHeader, SurveyView } from '@kepu/contract/survey'
import ExcelJS from 'exceljs'
import { expect } from 'vitest'
import type { Client } from '../support/client.ts'
import { test } from '../support/world.ts'

async function open(person: Client): Promise<SurveyHeader> {
  return (await person.post('/surveys', { year: 2024, title: '2024年公民科学素质测评' })).as(SurveyHeader)
}

async function show(person: Client, surveyId: string): Promise<SurveyView> {
  return (await person.get(`/surveys/${surveyId}`)).as(SurveyView)
}

/** The template with numbers for the county's four villages; `change` writes into it. */
async function filledTemplate(
  person: Client,
  change: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const { bytes } = await person.get('/surveys/frame-template.xlsx')
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new Error('the template has no sheet')
  for (let row = 2; row <= sheet.rowCount; row++) {
    sheet.getCell(row, 4).value = row % 2 === 0 ? '城镇' : '乡村'
    sheet.getCell(row, 5).value = 200 + row * 10
    sheet.getCell(row, 6).value = 500 + row * 20
  }
  change(sheet)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const DESIGN = {
  expected: 0.12,
  margin: 0.02,
  before: 0.08,
  answersBefore: 600,
  homogeneity: 0.04,
  weightingEffect: 1.3,
  responseRate: 0.7,
  strata: 'none',
  allocation: 'proportional',
  villages: 3,
  addresses: 20,
}

test('from the design over the frame to a sample that anybody can draw again', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id, version } = await open(bao)
  expect((await bao.send('PUT', `/surveys/${id}/design`, { version, design: DESIGN })).status).toBe(204)
  expect(await bao.send('PUT', `/surveys/${id}/design`, { version, design: DESIGN })).toBeProblem(409, 'platform.stale')
  expect(await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 7 })).toBeProblem(422, 'survey.draw.noFrame')

  expect((await bao.upload(`/surveys/${id}/frames`, '抽样框.xlsx', await filledTemplate(bao))).status).toBe(201)
  expect((await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 20241120 })).status).toBe(201)
  const { draw, frame, header, power } = await show(bao, id)
  expect(header.step).toBe('drawn')
  expect(frame).toMatchObject({ villages: 4, missing: [] })
  expect(draw?.villages).toHaveLength(3)
  expect(draw?.frameSha256).toBe(frame?.sha256)
  expect(power.power).toBeGreaterThan(0)

  const feng = await world.signIn('feng')
  expect((await feng.get(`/draws/${draw?.id}/check`)).as(DrawCheck)).toMatchObject({ same: true })
  expect((await feng.get(`/draws/${draw?.id}`)).as(DrawView).villages).toEqual(draw?.villages)
  expect((await world.auditOf(id)).sort()).toEqual(
    ['survey.draw.make', 'survey.design.change', 'survey.frame.take', 'survey.survey.open'].sort(),
  )
})

test('the sample as a workbook: each household of the list at most once, weights that are the chances turned over', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const { id, version } = await open(bao)
  await bao.send('PUT', `/surveys/${id}/design`, { version, design: DESIGN })
  await bao.upload(`/surveys/${id}/frames`, '抽样框.xlsx', await filledTemplate(bao))
  const made = (await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 5 })).json as { drawId: string }
  const workbook = new ExcelJS.Workbook()
  const { bytes } = await bao.get(`/draws/${made.drawId}.xlsx`)
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  const [villages, addresses] = workbook.worksheets
  expect(villages?.rowCount).toBe(4)
  expect(addresses?.rowCount).toBe(61)
  const [, probability = 0, , within = 0, weight = 0] = [6, 7, 8, 9, 10].map((column) =>
    Number(villages?.getCell(2, column).value),
  )
  expect(weight).toBeCloseTo(1 / (probability * within), 9)
})

test('drawing again needs a reason, and the earlier sample stays on record', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id, version } = await open(bao)
  await bao.send('PUT', `/surveys/${id}/design`, { version, design: DESIGN })
  await bao.upload(`/surveys/${id}/frames`, '抽样框.xlsx', await filledTemplate(bao))
  await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 1 })
  expect(await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 2 })).toBeProblem(422, 'survey.draw.again')
  await bao.post(`/surveys/${id}/draws`, { version: 2, seed: 2, reason: '两个村已合并，名册有误' })
  const { draw, earlierDraws } = await show(bao, id)
  expect(draw?.seed).toBe(2)
  expect(earlierDraws.map(({ seed }) => seed)).toEqual([1])
})

test('a frame with faults is not taken, and each is named with row, column and mend', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = await open(bao)
  const faulty = await filledTemplate(bao, (sheet) => {
    sheet.getCell(3, 1).value = sheet.getCell(2, 1).value
    sheet.getCell(4, 5).value = '约三百'
  })
  const answer = await bao.upload(`/surveys/${id}/frames`, '抽样框.xlsx', faulty)
  expect(answer).toBeProblem(422, 'survey.frame.problems', {
    rows: 4,
    problems: [
      { row: 3, column: '村（社区）代码', message: expect.stringContaining('与第 2 行重复') },
      { row: 4, column: '户数', message: expect.stringContaining('不是整数') },
    ],
  })
  expect((await show(bao, id)).frame).toBeNull()
  const other = new TextEncoder().encode('甲,乙\n1,2\n')
  expect(await bao.upload(`/surveys/${id}/frames`, '别的.csv', other)).toBeProblem(422, 'survey.frame.noHeader')
})

test('two who draw at once: one does, the other is asked for a reason; an officer may neither see nor draw', async ({
  world,
}) => {
  const bao = await world.signIn('bao')
  const { id, version } = await open(bao)
  await bao.send('PUT', `/surveys/${id}/design`, { version, design: DESIGN })
  await bao.upload(`/surveys/${id}/frames`, '抽样框.xlsx', await filledTemplate(bao))
  const answers = await Promise.all([3, 4].map((seed) => bao.post(`/surveys/${id}/draws`, { version: 2, seed })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  const fang = await world.signIn('fang')
  expect((await fang.get(`/surveys/${id}`)).status).toBe(403)
  expect((await fang.post(`/surveys/${id}/draws`, { version: 2, seed: 9 })).status).toBe(403)
  expect((await bao.get(`/draws/${randomUUID()}`)).status).toBe(404)
})
