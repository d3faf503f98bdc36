import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const HEADING = '村（社区）代码,村（社区）名称,城乡,户数,18—69岁人口'
const VILLAGES = ['100001', '101001', '102001'].map((code) => `${COUNTY}${code}`)

/** A frame of the three villages of the county, in a file. */
async function frameFile(households: string): Promise<string> {
  const path = join(tmpdir(), `kepu-frame-${process.pid}-${households.length}.csv`)
  const rows = VILLAGES.map((code) => `${code},幸福村,乡村,${households},600`)
  await writeFile(path, [HEADING, ...rows].join('\r\n'))
  return path
}

tellWithoutChromium('the sample of the survey')
describe.runIf(chromiumPath !== null)('from the wished precision to the sample', () => {
  let world: World
  let browser: Browser
  let bao: Page

  beforeAll(async () => {
    world = await openWorld({ plan: null })
    browser = await launch()
    const context = await browser.newContext({ viewport: DESKTOP })
    bao = await signIn(context, world.url, await world.account('bao', '鲍某', 'coordinator'))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('a survey is begun and its design saved: the precision follows', async () => {
    await bao.goto(`${world.url}/desk/surveys`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '开设测评' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await bao.waitForURL('**/desk/surveys/*')
    await bao.getByLabel('抽村（社区）数').fill('2')
    await bao.getByLabel('每村（社区）户数').fill('40')
    await bao.getByRole('button', { name: '保存设计' }).click()
    await expect.poll(() => bao.getByText('已保存').count()).toBeGreaterThan(0)
    await expect.poll(() => bao.locator('.survey-results').textContent()).toContain('56')
  })

  test('a faulty frame is named place by place, the mended one is taken', async () => {
    await bao.getByText('抽样框', { exact: true }).click()
    await bao.locator('input[type=file]').setInputFiles(await frameFile('约四百'))
    await expect.poll(() => bao.getByText('“约四百”不是整数').count()).toBe(3)
    await bao.locator('input[type=file]').setInputFiles(await frameFile('410'))
    await expect.poll(() => bao.locator('.totals').textContent()).toContain('1,230')
  })

  test('the sample is drawn, seen, and comes out the same when it is drawn again', async () => {
    await bao.getByText('抽样', { exact: true }).click()
    await bao.getByRole('button', { name: '抽样' }).click()
    await bao.getByLabel('随机种子').fill('20241120')
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('种子 20241120').count()).toBe(1)
    await expect.poll(() => bao.locator('.where i.in').count()).toBe(2)
    await bao.getByRole('button', { name: '复核抽样' }).click()
    await expect.poll(() => bao.getByText('复核一致').count()).toBeGreaterThan(0)
  })

  test('axe finds nothing on its three screens, at desk and phone width', async () => {
    const address = bao.url().replace(/\?.*/, '')
    for (const tab of ['', '?tab=frame', '?tab=sample']) {
      for (const size of [DESKTOP, PHONE]) {
        await bao.setViewportSize(size)
        await bao.goto(address + tab, { waitUntil: 'networkidle' })
        expect.soft(await accessibilityProblems(bao), `${tab} at ${size.width}`).toEqual([])
        expect.soft(await overflow(bao), `${tab} at ${size.width}`).toBeLessThanOrEqual(0)
      }
    }
  }, 120_000)
})
