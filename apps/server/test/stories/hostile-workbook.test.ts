import { constants, deflateRawSync } from 'node:zlib'
import { ImportReport } from '@kepu/contract/ledger'
import { expect } from 'vitest'
import { zip } from '../../src/modules/plan/import/fixtures/zip.ts'
import { fill, soundRow, workbookOf } from '../support/workbooks.ts'
import { test } from '../support/world.ts'

const HEADING = ['日期', '名称', '形式', '单位', '地点', '青少年人次']
const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
const SHEET = (cells: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`

test.for([
  ['not a zip', () => Buffer.from('这不是工作簿'), 'damaged'],
  ['half a zip', async () => (await workbookOf(HEADING, 3, ['a'])).slice(0, 900), 'damaged'],
  ['an encrypted workbook', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'protected'],
  ['a zip of something else', () => zip([{ name: 'readme.txt', data: Buffer.from('hello') }]), 'noSheet'],
  [
    'too many rows',
    () => workbookOf(HEADING, 6_000, ['2024-01-01', '活动', '讲座', '县教委', '东岭镇', '1']),
    'tooManyRows',
  ],
] as const)('%s is refused with its reason', async ([, make, why], { world }) => {
  const fang = await world.signIn('fang')
  const answer = await fang.upload('/ledger/imports', '台账.xlsx', await make())
  expect(answer).toBeProblem(422, 'file.table.unreadable', { why })
})

test('a workbook without the heading is refused', async ({ world }) => {
  const fang = await world.signIn('fang')
  const answer = await fang.upload('/ledger/imports', '台账.xlsx', await workbookOf(['甲', '乙'], 3, ['1', '2']))
  expect(answer).toBeProblem(422, 'ledger.import.noHeader')
})

/** A deflated stream of so many times 50 MB of spaces, without ever holding them. */
function spaces(times: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(50_000_000, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: times }, () => block), deflateRawSync(Buffer.alloc(0))])
}

test.for([
  ['lies about its size', 1_000, 'damaged'],
  ['admits its size', 3_000_000_000, 'tooManyRows'],
] as const)('a zip bomb that %s is refused soon and in little memory', async ([, claimed, why], { world }) => {
  const fang = await world.signIn('fang')
  const bomb = zip([
    { name: '[Content_Types].xml', data: Buffer.from(TYPES) },
    { name: 'xl/worksheets/sheet1.xml', data: spaces(60), packed: true, claimed },
  ])
  expect(bomb.length).toBeLessThan(10_000_000)
  const startedAt = performance.now()
  const before = process.memoryUsage().rss
  const pending = fang.upload('/ledger/imports', '炸弹.xlsx', bomb)
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const answer = await pending
  clearInterval(watch)

  expect(answer).toBeProblem(422, 'file.table.unreadable', { why })
  expect(performance.now() - startedAt).toBeLessThan(8_000)
  expect((peak - before) / 1e6).toBeLessThan(400)
  expect((await world.stranger.get('/health')).status).toBe(200)
})

test('a row number in the millions does not make millions of rows', async ({ world }) => {
  const fang = await world.signIn('fang')
  const cells = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>日期</t></is></c></row>'
  const far = zip([
    { name: '[Content_Types].xml', data: Buffer.from(TYPES) },
    { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(SHEET(cells)) },
  ])
  const startedAt = performance.now()
  const answer = await fang.upload('/ledger/imports', '远.xlsx', far)
  expect(answer.status).toBe(422)
  expect(performance.now() - startedAt).toBeLessThan(12_000)
})

test('formulas are read by their result, never run, and go out as text', async ({ world }) => {
  const fang = await world.signIn('fang')
  const template = (await fang.get('/ledger/import-template.xlsx')).bytes
  const rows = [
    { ...soundRow, 名称: '=HYPERLINK("http://invalid.example","点我")', 日期: '2018-05-05' },
    { ...soundRow, 名称: { formula: 'CONCATENATE("公式","标题")', result: '公式标题' }, 日期: '2018-06-06' },
    { ...soundRow, 名称: { formula: 'NA()', result: { error: '#N/A' } }, 日期: '2018-07-07' },
  ] as const
  const report = (await fang.upload('/ledger/imports', '公式.xlsx', await fill(template, rows))).as(ImportReport)
  expect(report.rows.map(({ title }) => title)).toEqual(['=HYPERLINK("http://invalid.example","点我")', '公式标题', ''])
  expect(report.rows[2]?.problems.length).toBeGreaterThan(0)
})

test('an upload of another kind, of nothing, or too large is refused by name and size', async ({ world }) => {
  const fang = await world.signIn('fang')
  const send = (name: string, size: number) => fang.upload('/ledger/imports', name, new Uint8Array(size).fill(32))
  expect(await send('台账.xlsm', 10)).toBeProblem(422, 'file.type.notAllowed', { allowed: ['xlsx', 'csv'] })
  expect(await send('台账.xlsx', 0)).toBeProblem(422, 'file.empty')
  expect(await send('台账.xlsx', 10_000_001)).toBeProblem(422, 'file.tooLarge', { limit: 10_000_000 })
  expect(await send('台账.xlsx', 10_100_000)).toBeProblem(413, 'platform.tooLarge')
  const headers = { 'idempotency-key': 'no-form', 'content-type': 'multipart/form-data; boundary=x' }
  const torn = await fang.request('/ledger/imports', { method: 'POST', headers, body: '--x\r\nnonsense' })
  expect(torn).toBeProblem(400, 'platform.invalid')
})
