import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paragraphsOf, wordPart } from '../../server/test/support/word.ts'
import {
  accessibilityProblems,
  chromiumPath,
  DESKTOP,
  launch,
  overflow,
  PHONE,
  signIn,
  tellWithoutChromium,
} from './browser.ts'
import { COUNTY, openWorld, type World } from './world.ts'

const NARROW = { width: 320, height: 640 }
const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path)) ?? null

tellWithoutChromium('the final evaluation')
test.runIf(soffice === null)('NO LIBREOFFICE on this machine: the report was not opened by an office program', () => {
  console.warn('the final evaluation: no LibreOffice found')
  expect(soffice).toBeNull()
})

describe.runIf(chromiumPath !== null)('the final evaluation in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch()
    const context = await browser.newContext({ viewport: DESKTOP })
    context.on('weberror', (failure) => failures.push(failure.error().message))
    bao = await signIn(context, world.url, await world.account('bao', '鲍某', 'coordinator'))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  async function sound(page: Page, path: string, sizes = [DESKTOP, PHONE]) {
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.goto(`${world.url}${path}`, { waitUntil: 'networkidle' })
      expect.soft(await accessibilityProblems(page), `${path} at ${size.width}`).toEqual([])
      expect.soft(await overflow(page), `${path} at ${size.width}`).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize(DESKTOP)
  }

  test('a measured value is recorded, and the goal is judged by its interval', async () => {
    await bao.goto(`${world.url}/desk/evaluation/values`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '登记测得值' }).click()
    const dialog = bao.getByRole('dialog')
    await dialog.getByLabel('年份', { exact: true }).fill('2023')
    await dialog.getByLabel('测得值', { exact: true }).fill('11')
    await dialog.getByLabel('区间下限').fill('9')
    await dialog.getByLabel('区间上限').fill('99')
    await dialog.getByLabel('样本量').fill('1000')
    await dialog.getByLabel('方法').fill('抽样调查')
    await dialog.getByLabel('来源').fill('县科协监测报告（虚构）')
    await dialog.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByRole('cell', { name: '9%—99%' }).count()).toBe(1)
    await sound(bao, '/desk/evaluation/values')

    await bao.goto(`${world.url}/desk/evaluation`, { waitUntil: 'networkidle' })
    expect(await bao.locator('.judged-goal').first().textContent()).toContain('不能判定')
  }, 120_000)

  test('own words are kept as they are typed, and stand in the Word document', async () => {
    const words = bao.getByLabel('“下一步打算”补充文字')
    await words.fill('一是把短板补上。')
    await expect.poll(() => bao.getByText('已保存（鲍某').count(), { timeout: 15_000 }).toBe(1)
    await sound(bao, '/desk/evaluation')
    await bao.goto(`${world.url}/desk/evaluation`, { waitUntil: 'networkidle' })
    expect(await words.inputValue()).toBe('一是把短板补上。')

    const href = await bao.getByRole('link', { name: '下载 Word' }).getAttribute('href')
    const answer = await bao.context().request.get(`${world.url}${href}`)
    expect(answer.headers()['content-disposition']).toContain('.docx')
    const document = new Uint8Array(await answer.body())
    const texts = paragraphsOf(await wordPart(document, 'document.xml')).map(([, text]) => text)
    expect(texts).toContain('七、下一步打算')
    expect(texts).toContain('一是把短板补上。')
    if (soffice !== null) await opens(soffice, document)
  }, 240_000)

  test('the public page needs no script, is small, reads well at 320 pixels, and gives its data away', async () => {
    const source = await (await fetch(`${world.url}/${COUNTY}/progress`)).text()
    expect(source).not.toContain('<script')
    expect(Buffer.byteLength(source)).toBeLessThan(40_000)
    const reader = await (await browser.newContext({ javaScriptEnabled: true })).newPage()
    await sound(reader, `/${COUNTY}/progress`, [DESKTOP, PHONE, NARROW])
    await sound(reader, `/${COUNTY}/progress/data`, [DESKTOP, NARROW])

    await bao.goto(`${world.url}/desk/evaluation`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '发布公开数据' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('已发布第 1 版').count()).toBeGreaterThan(0)
    await reader.goto(`${world.url}/${COUNTY}/progress`)
    const csv = await reader.getByRole('link', { name: '重点任务进展 CSV' }).getAttribute('href')
    expect(csv).toContain('edition=1')
    const table = await (await fetch(`${world.url}${csv}`)).text()
    expect(table.split('\r\n')[0]).toContain('完成情况')
    await reader.getByRole('link', { name: '第 1 版' }).click()
    expect(await reader.locator('.notice').textContent()).toContain('固定为')
  }, 240_000)

  test('from a sentence to the work, and from the work back to the sentence', async () => {
    await bao.goto(`${world.url}/desk/plans/current/trace`, { waitUntil: 'networkidle' })
    const sentence = bao.locator('.trace-text .became', { hasText: '行动' }).first()
    const words = (await sentence.textContent()) ?? ''
    await sentence.click()
    await expect.poll(() => bao.locator('.trace-now blockquote').textContent()).toBe(words)
    await expect.poll(() => bao.locator('.chain a[href^="/desk/ledger/"]').count()).toBeGreaterThan(0)
    await sound(bao, new URL(bao.url()).pathname + new URL(bao.url()).search)
    const back = bao.locator('.chain li li a[aria-label$="回到原文"]').last()
    await back.click()
    await expect.poll(() => bao.locator('.origin').count()).toBe(1)
    expect(await bao.locator('.origin li').count()).toBeGreaterThan(0)
  }, 120_000)

  test('the pack of a unit is made in one click and opens as Word', async () => {
    await bao.goto(`${world.url}/desk/handover`, { waitUntil: 'networkidle' })
    await bao.getByRole('combobox', { name: '单位' }).click()
    await bao.locator('.ant-select-item-option', { hasText: '县科协' }).first().click()
    await bao.getByRole('button', { name: '生成交接单' }).click()
    await expect.poll(() => bao.getByRole('heading', { level: 1 }).textContent()).toContain('交接单')
    const href = await bao.getByRole('link', { name: '下载 Word' }).getAttribute('href')
    const answer = await bao.context().request.get(`${world.url}${href}`)
    const texts = paragraphsOf(await wordPart(new Uint8Array(await answer.body()), 'document.xml'))
    expect(texts.map(([, text]) => text)).toContain('一、未完成的年度任务')
    await sound(bao, new URL(bao.url()).pathname)
    await sound(bao, '/desk/handover')
  }, 180_000)

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })
})

/** Another office program makes a PDF of it: the document is whole. */
async function opens(program: string, document: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kepu-word-'))
  try {
    await writeFile(join(folder, 'report.docx'), document)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const run = spawnSync(program, [
      profile,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      join(folder, 'report.docx'),
    ])
    expect(run.status, run.stderr.toString()).toBe(0)
    expect((await stat(join(folder, 'report.pdf'))).size).toBeGreaterThan(10_000)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
