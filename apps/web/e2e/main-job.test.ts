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
import { COUNTY, openWorld, PLAN_FILE, type World } from './world.ts'

tellWithoutChromium('the main job')

/** One story in order: a document becomes the county's plan, by the screens alone. */
describe.runIf(chromiumPath !== null)('from the document to the public page', () => {
  let world: World
  let browser: Browser
  let bao: Page

  beforeAll(async () => {
    world = await openWorld({ plan: null })
    browser = await launch()
    const context = await browser.newContext({ viewport: DESKTOP })
    bao = await signIn(context, world.url, await world.account('bao', '鲍某', 'coordinator'))
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('before publishing, the public pages say that there is no plan yet', async () => {
    for (const page of ['', '/plan', '/plan/matrix', '/plan/text', '/figures']) {
      const answer = await fetch(`${world.url}/${COUNTY}${page}`)
      expect(answer.status, page).toBe(200)
      expect(await answer.text(), page).toContain('规划方案尚未发布')
    }
  })

  test('the document goes in and comes out as a draft beside its source', async () => {
    await bao.goto(`${world.url}/desk/plans`, { waitUntil: 'networkidle' })
    await bao.locator('input[type=file]').setInputFiles(PLAN_FILE)
    await bao.waitForURL('**/review')
    await bao.getByRole('heading', { name: /核对方案/ }).waitFor()
    expect(await bao.getByText('还有 9 处需要处理').count()).toBe(1)
  })

  test('the review is readable to everybody, at desk and on a phone', async () => {
    for (const size of [DESKTOP, PHONE]) {
      await bao.setViewportSize(size)
      expect(await accessibilityProblems(bao), `at ${size.width}`).toEqual([])
      expect(await overflow(bao), `at ${size.width}`).toBeLessThanOrEqual(0)
    }
    await bao.setViewportSize(DESKTOP)
  })

  test('names are confirmed, one step is undone and done again, then it is published', async () => {
    await bao.getByRole('button', { name: /按建议确认/ }).click()
    await bao.getByText('可以发布').waitFor()
    await bao.getByRole('button', { name: '撤销上一步' }).click()
    await expect.poll(() => bao.getByText('可以发布').count()).toBe(0)
    await bao.getByRole('button', { name: /按建议确认/ }).click()
    await bao.getByText('可以发布').waitFor()

    await bao.getByRole('button', { name: '发布方案' }).click()
    await bao
      .locator('.ant-popconfirm, .ant-modal')
      .getByRole('button', { name: /发布|确定/ })
      .click()
    await bao.waitForURL((url) => !url.pathname.endsWith('/review'))
    expect(await accessibilityProblems(bao)).toEqual([])
  })

  test('the public sees it at once', async () => {
    const home = await (await fetch(`${world.url}/${COUNTY}`)).text()
    expect(home).toContain('到2025年，公民具备科学素质的比例达到 11%')
    expect(home).toContain('实施青少年科学素质提升行动')
    const matrix = await (await fetch(`${world.url}/${COUNTY}/plan/matrix`)).text()
    expect(matrix).toContain('县卫生健康委')
  })

  test('a body finds its duties in its inbox', async () => {
    const context = await browser.newContext({ viewport: DESKTOP })
    const deng = await signIn(context, world.url, await world.account('deng01', '邓某', 'officer', '县教育局'))
    await expect
      .poll(async () => {
        await deng.reload()
        return deng.getByText('本单位牵头 1 项').count()
      })
      .toBe(1)
  })
})
