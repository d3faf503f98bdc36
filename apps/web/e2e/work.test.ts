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
import { openWorld, type World } from './world.ts'

tellWithoutChromium('the workbench')
describe.runIf(chromiumPath !== null)('the workbench in Chromium', () => {
  let world: World
  let browser: Browser
  let an: Page
  let bao: Page
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch()
    const enter = async (username: string, name: string, role: 'administrator' | 'coordinator', unit?: string) => {
      const context = await browser.newContext({ viewport: DESKTOP })
      context.on('weberror', (failure) => failures.push(failure.error().message))
      return signIn(context, world.url, await world.account(username, name, role, unit))
    }
    an = await enter('an01', '安某', 'administrator')
    bao = await enter('bao', '鲍某', 'coordinator', '县科协')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('without a session every page leads to the sign-in and back', async () => {
    const answer = await fetch(`${world.url}/desk/units?text=abc`, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fdesk%2Funits%3Ftext%3Dabc')
  })

  test('axe finds nothing on any screen, at desk and phone width', async () => {
    const screens = ['', '/password', '/units', '/accounts', '/audit', '/settings', '/plans', '/ledger', '/ledger/new']
    for (const screen of screens) {
      for (const size of [DESKTOP, PHONE]) {
        const page = ['/plans', '/ledger', '/ledger/new', ''].includes(screen) ? bao : an
        await page.setViewportSize(size)
        await page.goto(`${world.url}/desk${screen}`, { waitUntil: 'networkidle' })
        expect.soft(await accessibilityProblems(page), `/desk${screen} at ${size.width}`).toEqual([])
        expect.soft(await overflow(page), `/desk${screen} at ${size.width}`).toBeLessThanOrEqual(0)
      }
    }
    await an.setViewportSize(DESKTOP)
    await bao.setViewportSize(DESKTOP)
  }, 180_000)

  test('a body acknowledges its duties in the inbox, and the entry is gone', async () => {
    await bao.goto(`${world.url}/desk`)
    await expect.poll(() => bao.getByText('请确认知悉').count()).toBe(1)
    await bao.getByRole('button', { name: '已知悉' }).click()
    await expect.poll(() => bao.getByText('没有待处理的事项').count()).toBe(1)
    await bao.getByText('已办结', { exact: true }).click()
    await expect.poll(() => bao.getByText('请确认知悉').count()).toBe(1)
    expect(bao.url()).toContain('state=done')
  })

  test('a unit is renamed, the old name stays as an alias, and a taken name is refused in words', async () => {
    await an.goto(`${world.url}/desk/units`, { waitUntil: 'networkidle' })
    await an.getByRole('link', { name: '县民政局' }).click()
    await an.getByRole('button', { name: '更名' }).click()
    await an.getByLabel('新名称', { exact: true }).fill('县科协')
    await an.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => an.getByRole('alert').textContent()).toContain('已是另一个单位的名称')
    await an.getByLabel('新名称', { exact: true }).fill('县民政和社会局')
    await an.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => an.getByRole('heading', { level: 1 }).textContent()).toBe('县民政和社会局')
    expect(await an.getByRole('cell', { name: '县民政局' }).count()).toBe(1)
  })

  test('an account is opened with a first password that is shown once, and works', async () => {
    await an.goto(`${world.url}/desk/accounts`, { waitUntil: 'networkidle' })
    await an.getByRole('button', { name: '新增账号' }).click()
    await an.getByLabel('姓名', { exact: true }).fill('邓某')
    await an.getByLabel('用户名', { exact: true }).fill('deng01')
    await choose(an, '单位', '县教育局')
    await choose(an, '身份', '部门经办')
    await an.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => an.getByText('deng01 的首次密码').count()).toBe(1)
    const password = (await an.locator('.first-password').textContent())?.trim() ?? ''
    await an.getByRole('button', { name: '已告知，关闭' }).click()

    const deng = await signIn(await browser.newContext(), world.url, { username: 'deng01', password })
    expect(await deng.getByRole('link', { name: '账号和授权' }).count()).toBe(0)
    await deng.goto(`${world.url}/desk/accounts`)
    expect(await deng.getByRole('heading', { level: 1 }).textContent()).toBe('您没有权限查看此页')
    expect(await deng.getByRole('navigation', { name: '主菜单' }).count()).toBe(1)
  })

  test('a broken connection loses nothing that was typed', async () => {
    await an.goto(`${world.url}/desk/settings`, { waitUntil: 'networkidle' })
    await an.getByLabel('主办单位').fill('清溪县科学技术协会')
    await an.context().setOffline(true)
    await an.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => an.getByText('填写的内容还在').count()).toBe(1)
    await an.context().setOffline(false)
    await an.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => an.getByText('填写的内容还在').count()).toBe(0)
    await expect.poll(async () => (await fetch(`${world.url}/999902`)).text()).toContain('清溪县科学技术协会')
  })

  test('the audit trail names what was done', async () => {
    await an.goto(`${world.url}/desk/audit`, { waitUntil: 'networkidle' })
    expect(await an.getByText('单位更名').count()).toBe(1)
    expect(await an.getByText('新增账号').count()).toBeGreaterThan(0)
  })

  test('the menu works by keyboard and the first stop leads to the content', async () => {
    await an.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    await an.keyboard.press('Tab')
    expect(await an.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
    await an.keyboard.press('Enter')
    expect(await an.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.click()
  await field.pressSequentially(option.slice(0, 3))
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
