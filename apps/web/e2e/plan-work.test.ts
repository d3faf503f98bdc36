import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, DESKTOP, launch, signIn, tellWithoutChromium } from './browser.ts'
import { openWorld, PLAN_FILE, type World } from './world.ts'

tellWithoutChromium('two reviewers of one draft')
describe.runIf(chromiumPath !== null)('two reviewers of one draft', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let deng: Page

  beforeAll(async () => {
    world = await openWorld({ plan: null })
    browser = await launch()
    const enter = async (username: string, name: string) =>
      signIn(
        await browser.newContext({ viewport: DESKTOP }),
        world.url,
        await world.account(username, name, 'coordinator'),
      )
    bao = await enter('bao', '鲍某')
    deng = await enter('deng01', '邓某')
    await bao.goto(`${world.url}/desk/plans`, { waitUntil: 'networkidle' })
    await bao.locator('input[type=file]').setInputFiles(PLAN_FILE)
    await bao.waitForURL('**/review')
    await deng.goto(bao.url(), { waitUntil: 'networkidle' })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('words clicked in the source stay where the reader clicked', async () => {
    const words = bao.locator('.source-text .mark-unit', { hasText: '县科协' }).last()
    await words.scrollIntoViewIfNeeded()
    const before = await words.boundingBox()
    await words.click()
    await bao.locator('.node.on').waitFor()
    await bao.waitForTimeout(600)
    const after = await words.boundingBox()
    expect(await words.getAttribute('class')).toContain('on')
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(120)
  })

  test('a change under a stale version is refused in words, the new state is shown, nothing typed is lost', async () => {
    await rename(bao, '鲍某改的名称')
    await bao.getByRole('heading', { level: 1, name: /鲍某改的名称/ }).waitFor()

    await rename(deng, '邓某改的名称')
    await expect
      .poll(() => deng.getByRole('alert').allTextContents())
      .toContainEqual(expect.stringContaining('别人刚刚修改过'))
    await deng.getByRole('heading', { level: 1, name: /鲍某改的名称/ }).waitFor()
    expect(await deng.getByRole('textbox', { name: '名称' }).inputValue()).toBe('邓某改的名称')

    await deng.getByRole('button', { name: '保存' }).click()
    await deng.getByRole('heading', { level: 1, name: /邓某改的名称/ }).waitFor()
    expect(await deng.getByRole('textbox', { name: '名称' }).count()).toBe(0)
  })

  test('a broken connection keeps the field open', async () => {
    await deng.context().setOffline(true)
    await rename(deng, '断网时的名称')
    await deng.getByText('填写的内容还在').waitFor()
    expect(await deng.getByRole('textbox', { name: '名称' }).inputValue()).toBe('断网时的名称')
    await deng.context().setOffline(false)
    await deng.getByRole('button', { name: '保存' }).click()
    await deng.getByRole('heading', { level: 1, name: /断网时的名称/ }).waitFor()
  })

  test('a discarded draft leads back to the list', async () => {
    await deng.getByRole('button', { name: '作废草案' }).click()
    await deng.locator('.ant-popconfirm').getByRole('button', { name: '确定' }).click()
    await deng.waitForURL('**/desk/plans')
  })
})

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '修改：名称' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill(name)
  await page.keyboard.press('Enter')
}
