import { pageOf } from '@kepu/contract'
import { PersonRow } from '@kepu/contract/people'
import { AppliedPersonImport, PersonImportReport } from '@kepu/contract/people-import'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { inCounty } from '../../src/platform/database.ts'
import type { Client } from '../support/client.ts'
import { inventedPhone, person, personInput } from '../support/people.ts'
import { fill, type Row, workbookOf } from '../support/workbooks.ts'
import { COUNTY, test, type World } from '../support/world.ts'

const sound: Row = {
  姓名: '澹台演示',
  类别: '专家、讲师',
  归口单位: '县教委',
  擅长主题: '植保；气象',
  服务人群: '农民',
}

async function check(who: Client, rows: readonly Row[]): Promise<PersonImportReport> {
  const template = (await who.get('/people-import-template.xlsx')).bytes
  return (await who.upload('/people-imports', '名单.xlsx', await fill(template, rows))).as(PersonImportReport)
}

async function named(who: Client, name: string) {
  return (await who.get(`/people?text=${encodeURIComponent(name)}`)).as(pageOf(PersonRow)).items
}

test('a list is compared first: new, changed field by field, same, wrong with column and reason; then applied', async ({
  world,
}) => {
  const fang = await world.signIn('fang')
  const phone = inventedPhone()
  await person(world, { name: '公冶演示', position: '教师', birthYear: 1975, topics: ['crops'] }, phone)
  const report = await check(fang, [
    { ...sound, 联系电话: inventedPhone() },
    { 姓名: '公冶演示', 类别: '专家', 归口单位: '县教委', 出生年份: '1975', 职务职称: '高级教师' },
    { 姓名: '公冶演示', 类别: '专家', 归口单位: '县教委', 出生年份: '1975' },
    { ...sound, 姓名: '宗政演示', 归口单位: '县科协' },
    { ...sound, 姓名: '濮阳演示', 归口单位: '没有这个单位', 擅长主题: '炼丹', 联系电话: '12345', 聘期起: '明天' },
    { ...sound, 姓名: '淳于演示', 类别: '三长' },
    { ...sound, 姓名: '单于演示', 出生年份: '2010' },
    { ...sound },
  ])
  const [fresh, changed, again, foreign, wrong, head, young, twin] = report.rows
  expect(fresh).toMatchObject({ outcome: 'new', personId: null, faults: [] })
  expect(changed).toMatchObject({
    outcome: 'changed',
    changes: [{ field: 'position', before: '教师', after: '高级教师' }],
  })
  expect(again).toMatchObject({ outcome: 'same', changes: [] })
  expect(foreign?.faults).toEqual([{ column: '归口单位', fault: 'notAllowed', value: '县科协' }])
  expect(wrong?.faults.map(({ column, fault }) => [column, fault])).toEqual([
    ['联系电话', 'notPhone'],
    ['归口单位', 'unknownUnit'],
    ['擅长主题', 'unknownWord'],
    ['聘期起', 'notDay'],
  ])
  expect(head?.faults).toMatchObject([{ column: '三长类别', fault: 'headPost' }])
  expect(young?.faults).toMatchObject([{ fault: 'guardian' }])
  expect(twin?.faults).toMatchObject([{ fault: 'sameInFile', value: '2' }])
  expect(await named(fang, '澹台演示')).toEqual([])

  const applied = (await fang.post(`/people-imports/${report.importId}/apply`)).as(AppliedPersonImport)
  expect(applied).toMatchObject({ added: 1, changed: 1 })
  expect(await named(fang, '澹台演示')).toMatchObject([{ topics: ['plantProtection', 'weather'] }])
  expect(await named(fang, '公冶演示')).toMatchObject([{ position: '高级教师', topics: ['crops'] }])
  expect(await fang.post(`/people-imports/${report.importId}/apply`)).toBeProblem(422, 'people.import.applied')
})

test('a record that changed between check and apply stops the whole list, and is named', async ({ world }) => {
  const fang = await world.signIn('fang')
  const other = await person(world, { name: '太叔演示', birthYear: 1960 })
  const wanted = { 姓名: '太叔演示', 类别: '老专家', 归口单位: '县教委', 出生年份: '1960' }
  const report = await check(fang, [wanted, { ...sound, 姓名: '申屠演示' }])
  const input = await personInput(world, { name: '太叔演示', birthYear: 1960, position: '研究员' })
  await fang.send('PUT', `/people/${other.id}`, { version: 1, person: input })
  expect(await fang.post(`/people-imports/${report.importId}/apply`)).toBeProblem(422, 'people.import.changedSince', {
    rows: [2],
  })
  expect(await named(fang, '申屠演示')).toEqual([])
})

test('the exported list comes back without a change: masked telephones are as they were', async ({ world }) => {
  const fang = await world.signIn('fang')
  const guardian = { by: 'guardian', on: '2024-10-01', guardianName: '长者演示' } as const
  await person(world, { name: '公良演示', kinds: ['volunteer'], birthYear: 2008, consent: guardian }, inventedPhone())
  const list = await fang.get('/people.xlsx')
  const report = (await fang.upload('/people-imports', '名录.xlsx', list.bytes)).as(PersonImportReport)
  expect(report.rows.length).toBeGreaterThan(2)
  expect(report.rows.filter(({ outcome }) => outcome !== 'same')).toEqual([])
})

test('a list in GB18030 is read; a hostile one is refused; a formula stays text', async ({ world }) => {
  const fang = await world.signIn('fang')
  // 姓名,类别,归口单位 / 漆雕演示,专家,县教委 in GB18030.
  const gb = Buffer.from('d0d5c3fb2cc0e0b1f02cb9e9bfdab5a5cebb0d0ac6e1b5f1d1ddcabe2cd7a8bcd22ccfd8bdccceaf', 'hex')
  const read = (await fang.upload('/people-imports', 'list.csv', gb)).as(PersonImportReport)
  expect(read.rows).toMatchObject([{ name: '漆雕演示', outcome: 'new' }])

  const many = await workbookOf(['姓名', '类别'], 5_200, ['某演示', '专家'])
  expect((await fang.upload('/people-imports', 'many.xlsx', many)).status).toBe(422)
  const junk = await fang.upload('/people-imports', 'junk.xlsx', new TextEncoder().encode('not a workbook'))
  expect(junk).toBeProblem(422, 'file.table.unreadable')
  const plain = new TextEncoder().encode('村,户\n1,2\n')
  expect(await fang.upload('/people-imports', 'other.csv', plain)).toBeProblem(422, 'people.import.noHeader')

  const formula = await check(fang, [{ ...sound, 姓名: '乐正演示', 工作单位: '=HYPERLINK("http://x")' }])
  await fang.post(`/people-imports/${formula.importId}/apply`)
  expect(await named(fang, '乐正演示')).toMatchObject([{ employer: '=HYPERLINK("http://x")' }])
})

async function stored(world: World): Promise<string> {
  return inCounty(world.app.kernel.db, COUNTY, 'read only', async (tx) => {
    const rows = await sql<{ text: string }>`select string_agg(i::text, ' ') as text from people.import i`.execute(tx)
    return rows.rows[0]?.text ?? ''
  })
}

test('a list that waits lies encrypted, and only who brought it applies it', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  const phone = inventedPhone()
  const report = await check(fang, [{ ...sound, 姓名: '壤驷演示', 联系电话: phone }])
  expect(await stored(world)).not.toContain(phone)
  expect(await bao.post(`/people-imports/${report.importId}/apply`)).toBeProblem(404, 'platform.notFound')
  const twice = await Promise.all([1, 2].map(() => fang.post(`/people-imports/${report.importId}/apply`)))
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(await named(fang, '壤驷演示')).toHaveLength(1)
})
