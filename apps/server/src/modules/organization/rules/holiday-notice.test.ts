import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type NoticeLine, readNotice } from './holiday-notice.ts'

const MIGRATION = new URL('../../../../migrations/0009_working_days.sql', import.meta.url)
const known = [
  ...readFileSync(MIGRATION, 'utf8').matchAll(/\('(\d{4}-\d\d-\d\d)', (true|false), '([^']+)', '([^']+)'\)/g),
].map(([, day = '', working = '', holiday = '', source = ''], i) => ({ line: i + 2, day, working, holiday, source }))
const notice2024 = known.filter(({ day }) => day.startsWith('2024'))

const messages = (lines: readonly NoticeLine[]) => readNotice(lines).problems

test('the notice of a year is read as it is', () => {
  const { days, problems } = readNotice(notice2024)
  expect(problems).toEqual([])
  expect(days).toHaveLength(notice2024.length)
})

test('a mistake names its line and what to mend; one that was forgotten shows in the year’s sum', () => {
  const spoil = (change: Partial<NoticeLine>) =>
    messages(notice2024.map((one, i) => (i === 3 ? { ...one, ...change } : one)))
  const line = notice2024[3]?.line
  expect(spoil({ day: '2024-02-30' })).toEqual([{ line, message: expect.stringContaining('不是日期') }])
  expect(spoil({ day: notice2024[0]?.day ?? '' })[0]).toMatchObject({
    line,
    message: expect.stringContaining('已经有了'),
  })
  expect(spoil({ working: '也许' })[0]).toMatchObject({ line, message: expect.stringContaining('应为 true') })
  expect(spoil({ holiday: ' ' })[0]).toMatchObject({ line })
  expect(spoil({ source: '' })[0]).toMatchObject({ line })
  expect(messages([{ line: 2, day: '2024-03-06', working: '上班', holiday: '春节', source: '某号' }])[0]).toMatchObject(
    {
      line: 2,
      message: expect.stringContaining('本来就是工作日'),
    },
  )
  const workedOff = notice2024.findIndex(
    ({ day, working }) => working === 'false' && ![0, 6].includes(new Date(day).getUTCDay()),
  )
  expect(messages(notice2024.toSpliced(workedOff, 1))).toEqual([{ line: 0, message: expect.stringContaining('10 天') }])
  expect(messages([])).toEqual([{ line: 0, message: '文件里没有日期' }])
})
