import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PlanProposal } from '@kepu/contract/plan-proposal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { Dice, inventPlan } from './fixtures/plan.ts'
import { planParseCommand } from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kepu-plan-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = ''
  let error = ''
  const code = await planParseCommand(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
  })
  return { code, out, error }
}

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

function planText(): string {
  const layout = layouts[0]
  return layout?.write(inventPlan(7, layout.wishes), new Dice(7)) ?? ''
}

describe('kepu plan parse', () => {
  test('prints the proposal and nothing else', async () => {
    const { code, out, error } = await run(await put('方案.txt', planText()), '--json')
    expect([code, error]).toEqual([0, ''])
    expect(PlanProposal.parse(JSON.parse(out)).title).toBe(
      inventPlan(7, { unitsWithMeasures: false, firstLeads: false, deadlines: false }).title,
    )
  })

  test('with the text that the spans point into', async () => {
    const { out } = await run(await put('方案.txt', planText()), '--json', '--with-text')
    const { proposal, text } = JSON.parse(out)
    expect(text.slice(...proposal.tasks[0].span)).toContain(proposal.tasks[0].title)
  })

  test.each([
    ['空.txt', '', '文件是空的'],
    ['图.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), '不认识文件「图.png」的格式'],
    ['旧.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), '另存为 .docx'],
    ['坏.docx', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2), '已损坏'],
    ['坏.pdf', '%PDF-1.7 nothing', '已损坏'],
    ['大.txt', new Uint8Array(20_000_001).fill(0x41), '超过 20 MB 的上限'],
    ['长.txt', '科普'.repeat(500_001), '超过 100 万字的上限'],
  ])('%s is refused in Chinese, with nothing on stdout', async (name, content, message) => {
    const { code, out, error } = await run(await put(name, content), '--json')
    expect([code, out]).toEqual([1, ''])
    expect(error).toContain(message)
  })

  test('a file that is not there, no file at all, an unknown option', async () => {
    expect(await run(join(folder, '没有.docx'), '--json')).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringContaining('找不到文件「没有.docx」'),
    })
    expect(await run()).toMatchObject({ code: 1, out: '', error: expect.stringContaining('用法') })
    expect(await run('a.txt', '--yaml')).toMatchObject({ code: 1, out: '', error: expect.stringContaining('用法') })
  })
})
