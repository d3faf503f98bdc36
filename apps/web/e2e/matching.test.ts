import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemoBacklog } from '../../server/seed/match/backlog.ts'
import { locateDemoPlaces } from '../../server/seed/match/places.ts'
import { inCounty } from '../../server/src/platform/database.ts'
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

tellWithoutChromium('matching')
describe.runIf(chromiumPath !== null)('teams for orders, in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let an: Page
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    await locateDemoPlaces(world.app, COUNTY)
    await loadDemoBacklog(world.app, COUNTY)
    browser = await launch()
    const enter = async (username: string, name: string, role: 'administrator' | 'coordinator') => {
      const context = await browser.newContext({ viewport: DESKTOP })
      context.on('weberror', (failure) => failures.push(failure.error().message))
      return signIn(context, world.url, await world.account(username, name, role))
    }
    bao = await enter('bao', '鲍某', 'coordinator')
    an = await enter('an01', '安某', 'administrator')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  async function sound(page: Page, address: string): Promise<void> {
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size)
      await page.goto(`${world.url}${address}`, { waitUntil: 'networkidle' })
      expect.soft(await accessibilityProblems(page), `${address} at ${size.width}`).toEqual([])
      expect.soft(await overflow(page), `${address} at ${size.width}`).toBeLessThanOrEqual(0)
    }
  }

  test('a backlog is planned, looked at, changed, confirmed', async () => {
    await bao.goto(`${world.url}/desk/service/planning`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '新排一份' }).click()
    const asked = bao.getByRole('dialog', { name: '新排一份' })
    await asked.locator('.ant-modal-footer button').last().click()
    await bao.waitForURL('**/desk/service/planning/*')
    await bao.getByText('已证明是最优方案').waitFor({ timeout: 60_000 })
    await bao.getByRole('img', { name: /地图：/ }).waitFor()
    await bao
      .getByRole('button', { name: /^不派这张/ })
      .first()
      .click()
    await bao.getByText('不派', { exact: true }).first().waitFor()
    await sound(bao, new URL(bao.url()).pathname)

    await bao.getByRole('button', { name: '确认并派队' }).click()
    await bao.locator('.ant-popconfirm').getByRole('button').last().click()
    await bao
      .getByText(/^已派 \d+ 张/)
      .first()
      .waitFor()
    await sound(bao, '/desk/service/planning')
  }, 180_000)

  test('the teams for an order stand with their reasons', async () => {
    const order = await inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) =>
      tx.selectFrom('service.order').select('id').where('topic', '=', 'plantProtection').executeTakeFirstOrThrow(),
    )
    await sound(bao, `/desk/service/orders/${order.id}/teams`)
    const best = bao.getByRole('table').getByRole('row').nth(1)
    expect(await best.textContent()).toContain('服务内容包含这个主题')
    expect(await best.textContent()).toMatch(/约 \d+ 公里/)
  }, 60_000)

  test('demand is a map and tables for staff, a short list without small counts for everybody', async () => {
    await sound(bao, '/desk/service/unmet')
    await bao.getByRole('img', { name: '各乡镇点单数' }).waitFor()
    expect(await bao.getByText('无人提供').count()).toBeGreaterThan(0)
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${world.url}/${COUNTY}/service/demand`)
    expect(await page.getByRole('heading', { name: '大家想听什么' }).count()).toBe(1)
    expect(await page.content()).not.toContain('<script')
    await context.close()
    await sound(an, `/${COUNTY}/service/demand`)
  }, 90_000)

  test('an address for events is registered, its key shown once, a test sent', async () => {
    await an.setViewportSize(DESKTOP)
    await an.goto(`${world.url}/desk/settings/webhooks`, { waitUntil: 'networkidle' })
    await an.getByRole('button', { name: '新增推送地址' }).click()
    const dialog = an.getByRole('dialog', { name: '新增推送地址' })
    await dialog.getByLabel('名称').fill('县政务平台')
    await dialog.getByLabel('推送地址').fill('http://10.0.0.1/hook')
    await dialog.getByLabel('事件').fill('service.*')
    await dialog.getByLabel('事件').press('Enter')
    await dialog.getByLabel('名称').click()
    await dialog.locator('.ant-modal-footer button').last().click()
    await dialog.getByText(/它指向本机或内网/).waitFor()
    await dialog.getByLabel('推送地址').fill('https://hook.invalid/kepu')
    await dialog.locator('.ant-modal-footer button').last().click()
    await an.getByText(/^whsec_/).waitFor()
    await an.getByRole('button', { name: '已保存，关闭' }).click()
    await an.getByRole('button', { name: '试推一次' }).click()
    await an.getByText('notification.webhook.tested').first().waitFor()
    await sound(an, '/desk/settings/webhooks')
    expect(failures).toEqual([])
  }, 120_000)
})
