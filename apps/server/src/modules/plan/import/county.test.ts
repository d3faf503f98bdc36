import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PlanFileError } from './errors.ts'
import { summary } from './fixtures/summary.ts'
import { parsePlanFile } from './index.ts'

const folder = join(import.meta.dirname, 'fixtures/county')
const names = readdirSync(folder).filter((name) => !name.endsWith('.expected'))
const expected = (name: string) => readFileSync(join(folder, name.replace(/\.[a-z]+$/, '.expected')), 'utf8')

describe('documents of invented counties, each written another way, with what a careful reader takes out of them', () => {
  test.each(names)('%s', async (name) => {
    const { proposal } = await parsePlanFile(readFileSync(join(folder, name)), name)

    expect(summary(proposal)).toBe(expected(name))
  })

  test.each(names)('%s in UTF-16 or with Windows line ends says the same', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const windows = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)
    for (const bytes of [utf16, windows]) {
      const { proposal } = await parsePlanFile(new Uint8Array(bytes), name)

      expect(summary(proposal)).toBe(expected(name))
    }
  })

  test('a table of 70,000 rows is read or refused, never a crash', async () => {
    const rows = '科普基地数\t个\t15\n'.repeat(70_000)
    const answer = parsePlanFile(new TextEncoder().encode(`指标\t单位\t2025年目标\n${rows}`), 'plan.txt')
    const outcome = await answer.then(
      ({ proposal }) => proposal.indicators.map(({ name }) => name),
      (error: unknown) => (error instanceof PlanFileError ? error.refusal.code : error),
    )

    expect([['科普基地数'], 'plan.file.tooSlow']).toContainEqual(outcome)
  })
})
