import { pageOf } from '@kepu/contract'
import { AddedRecords, RecordSum, RecordView } from '@kepu/contract/people-record'
import ExcelJS from 'exceljs'
import { expect } from 'vitest'
import { z } from 'zod'
import { type DoneService, recordService } from '../../src/modules/people/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { command, execute } from '../../src/platform/command.ts'
import type { Client } from '../support/client.ts'
import { person } from '../support/people.ts'
import { COUNTY, test, type World } from '../support/world.ts'

const Records = pageOf(RecordView)

async function recordsOf(who: Client, personId: string): Promise<RecordView[]> {
  return (await who.get(`/service-records?personId=${personId}`)).as(Records).items
}

/** As the module `service` does when a visit is done. */
const visitDone = command({
  name: 'people.record.add',
  input: z.custom<DoneService>(),
  output: null,
  async run(work, service) {
    const ids = await recordService(work, service)
    work.record({ subject: ['visit', service.source.record], detail: { records: ids.length } })
    return ids
  },
})

async function visit(world: World, personIds: readonly string[], record: string): Promise<DoneService> {
  return {
    source: { module: 'service', record },
    organiserId: await world.unitId('县科协'),
    personIds,
    title: '柑橘黄龙病怎么防',
    kind: 'lecture',
    servedOn: '2024-11-10',
    hours: 2.5,
    regionCode: '999901100001',
    place: '村委会',
    personTimes: 40,
    audience: 'farmers',
    proof: 'seen',
    hostName: null,
    deliveryId: null,
  }
}

function tell(world: World, service: DoneService): Promise<string[]> {
  return execute(world.app.kernel, visitDone, {
    actor: systemActor(COUNTY, 'service'),
    input: service,
    idempotencyKey: null,
  })
}

test('a visit gives each of its people one record, however often and at once it is told', async ({ world }) => {
  const bao = await world.signIn('bao')
  const [one, two] = [await person(world, { name: '钟离演示' }), await person(world, { name: '宇文演示' })]
  const service = await visit(world, [one.id, two.id], 'visit-1')
  const told = await Promise.all([1, 2, 3, 4].map(() => tell(world, service)))
  expect(told.map((ids) => ids.length).sort()).toEqual([0, 0, 0, 2])
  expect(await recordsOf(bao, one.id)).toMatchObject([
    {
      hours: 2.5,
      proof: 'seen',
      source: 'service',
      personName: '钟离演示',
      organiserName: '县科协',
      regionName: '幸福村',
    },
  ])
  expect((await bao.get(`/service-records/sum?personId=${two.id}`)).as(RecordSum)).toEqual({
    services: 1,
    hours: 2.5,
    people: 1,
  })
})

async function outside(world: World, personIds: readonly string[], wish: object = {}) {
  return {
    organiserId: await world.unitId('县教委'),
    personIds,
    title: '校园科学课',
    kind: 'lecture',
    servedOn: '2024-11-12',
    hours: 3,
    regionCode: '999901101',
    ...wish,
  }
}

test('work outside is a claim of its organiser until the host confirms it, once', async ({ world }) => {
  const fang = await world.signIn('fang')
  const { id } = await person(world, { name: '长孙演示' })
  const added = await fang.post('/service-records', await outside(world, [id]))
  const [recordId = ''] = added.as(AddedRecords).recordIds
  expect(await recordsOf(fang, id)).toMatchObject([{ proof: 'claimed', hostName: null }])

  const confirm = () => fang.post(`/service-records/${recordId}/confirmation`, { hostName: '赵校长演示' })
  const answers = await Promise.all([confirm(), confirm()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(await recordsOf(fang, id)).toMatchObject([{ proof: 'confirmed', hostName: '赵校长演示' }])
  expect(await world.auditOf(recordId)).toEqual(['people.record.add', 'people.record.confirm'])
})

test('a wrong record is reversed, never changed; the sum says so', async ({ world }) => {
  const fang = await world.signIn('fang')
  const { id } = await person(world, { name: '慕容演示' })
  const [recordId] = (await fang.post('/service-records', await outside(world, [id]))).as(AddedRecords).recordIds
  const reverse = () => fang.post(`/service-records/${recordId}/reversal`, { reason: '日期写错' })
  const answers = await Promise.all([reverse(), reverse()])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  const [one, two] = await recordsOf(fang, id)
  expect([one?.hours, two?.hours].sort()).toEqual([-3, 3])
  expect((await fang.get(`/service-records/sum?personId=${id}`)).as(RecordSum)).toEqual({
    services: 0,
    hours: 0,
    people: 0,
  })
  expect(await fang.post(`/service-records/${one?.id}/reversal`, { reason: '再冲' })).toBeProblem(
    422,
    one?.reverses === null ? 'people.record.reversed' : 'people.record.isReversal',
  )
})

test('nobody serves tomorrow, nor more than a day in a day, nor for another office', async ({ world }) => {
  const fang = await world.signIn('fang')
  const { id } = await person(world, { name: '鲜于演示' })
  const send = async (wish: object) => fang.post('/service-records', await outside(world, [id], wish))
  expect(await send({ servedOn: '2024-11-21' })).toBeProblem(422, 'people.record.future', { today: '2024-11-20' })
  expect(await send({ hours: 0.3 })).toBeProblem(400, 'platform.invalid')
  expect(await send({ regionCode: '110000' })).toBeProblem(422, 'people.record.region')
  expect(await send({ organiserId: await world.unitId('县科协') })).toBeProblem(403, 'platform.notAllowed')
  const halves = await Promise.all([send({ hours: 14 }), send({ hours: 14, title: '同一天的另一场' })])
  expect(halves.map(({ status }) => status).sort()).toEqual([201, 422])
  expect((await fang.get(`/service-records/sum?personId=${id}`)).as(RecordSum).hours).toBe(14)
  const theirs = await person(world, { name: '闻人演示', unit: '县科协' })
  expect(await fang.post('/service-records', await outside(world, [theirs.id]))).toBeProblem(403, 'platform.notAllowed')
})

test('the export has the columns that the county wants, and no formula runs in it', async ({ world }) => {
  const bao = await world.signIn('bao')
  const { id } = await person(world, { name: '令狐演示', volunteerNumber: 'V-0001' })
  await bao.post('/service-records', await outside(world, [id], { title: '=1+1 实验课' }))
  const csv = new TextDecoder().decode((await bao.get(`/service-records.csv?personId=${id}`)).bytes)
  expect(csv).toContain('志愿者编号')
  expect(csv).toContain("'=1+1 实验课")
  const columns = [
    { column: 'volunteerNumber', heading: '编号' },
    { column: 'hours', heading: '时长' },
  ]
  const fang = await world.signIn('fang')
  expect((await fang.send('PUT', '/service-records/export-mapping', { columns })).status).toBe(403)
  expect((await bao.send('PUT', '/service-records/export-mapping', { columns })).status).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from((await bao.get(`/service-records.xlsx?personId=${id}`)).bytes) as never)
  const sheet = book.worksheets[0]!
  expect([sheet.getRow(1).values, sheet.getRow(2).values]).toEqual([
    [undefined, '编号', '时长'],
    [undefined, 'V-0001', 3],
  ])
})
