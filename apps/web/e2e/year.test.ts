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

tellWithoutChromium('the year')
describe.runIf(chromiumPath !== null)('the year in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let fang: Page
  /** Address of the year's page. */
  let year = ''
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch()
    const enter = async (username: string, name: string, role: 'coordinator' | 'officer', unit?: string) => {
      const context = await browser.newContext({ viewport: DESKTOP })
      context.on('weberror', (failure) => failures.push(failure.error().message))
      return signIn(context, world.url, await world.account(username, name, role, unit))
    }
    bao = await enter('bao', '鲍某', 'coordinator')
    fang = await enter('fang', '方某', 'officer', '县农业农村局')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('a year is opened and drafted from the plan; one proposal is corrected, all that are chosen are added', async () => {
    await bao.goto(`${world.url}/desk/years`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '编制新年度' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await bao.waitForURL('**/draft')
    year = bao.url().replace('/draft', '')
    const row = bao.getByRole('row').filter({ hasText: '田间课堂' })
    await expect.poll(() => row.textContent()).toContain('数量取自方案：60 场')
    expect(await row.textContent()).toContain('展开为 3 个单位')
    await row.getByRole('button', { name: '核对' }).click()
    await bao.getByLabel('任务名称').fill('田间课堂')
    await bao.getByRole('spinbutton', { name: /^\* 数量$/ }).fill('2')
    await bao.getByRole('button', { name: '每半年' }).click()
    await bao.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expect.poll(() => bao.getByRole('dialog').count()).toBe(0)
    await bao.getByRole('checkbox', { name: /科学家故事进课堂/ }).check()
    await bao.getByRole('button', { name: '加入选中的 2 项' }).click()
    await bao.waitForURL(year)
    await expect.poll(() => bao.getByRole('link', { name: '田间课堂', exact: true }).count()).toBe(1)
    expect(await bao.getByText('共 2 项任务').count()).toBe(1)
  })

  test('it is issued; a body finds it in its inbox and signs', async () => {
    await bao.getByRole('button', { name: '下达', exact: true }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('已下达', { exact: true }).count()).toBe(1)
    await fang.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    const entry = fang.getByRole('row').filter({ hasText: '请签收' })
    await expect.poll(() => entry.count()).toBe(1)
    await fang.goto(`${year}?tab=receipts`, { waitUntil: 'networkidle' })
    await fang.getByRole('button', { name: '签收', exact: true }).click()
    await expect.poll(() => fang.getByText(/个单位中 1 个已签收/).count()).toBe(1)
  })

  test('work is recorded once in the ledger, and the task’s figure leads to that record', async () => {
    await fang.goto(`${world.url}/desk/ledger/new`, { waitUntil: 'networkidle' })
    await fang.getByLabel('名称').fill('水稻病虫害田间课堂')
    await choose(fang, '地点', '东岭镇')
    await choose(fang, '形式', '实用技术培训')
    await choose(fang, '任务', '农民')
    await choose(fang, '措施', '办好田')
    await fang.getByLabel('人次', { exact: true }).fill('45')
    await fang.getByRole('button', { name: '登记', exact: true }).click()
    await fang.waitForURL(/ledger\/[0-9a-f-]{36}/)
    await fang.goto(year, { waitUntil: 'networkidle' })
    await fang.getByRole('link', { name: '1 / 2 场' }).click()
    await expect.poll(() => fang.getByRole('link', { name: '水稻病虫害田间课堂' }).count()).toBe(1)
  })

  test('the task is changed with a reason, and the change stays on record, field by field', async () => {
    await bao.goto(year, { waitUntil: 'networkidle' })
    await bao.getByRole('link', { name: '田间课堂', exact: true }).click()
    await bao.getByRole('link', { name: '调整', exact: true }).click()
    await bao.getByRole('spinbutton', { name: /^\* 数量$/ }).fill('3')
    await bao.getByLabel('理由').fill('水灾后农户要求增加一次')
    await bao.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => bao.getByText('1 / 3 场').count()).toBeGreaterThan(0)
    await bao.goto(`${year}?tab=changes`, { waitUntil: 'networkidle' })
    expect(await bao.getByText('合计 2 场 → 合计 3 场').count()).toBe(1)
    expect(await bao.getByText('水灾后农户要求增加一次').count()).toBe(1)
    await fang.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    await expect.poll(() => fang.getByText(/有调整/).count()).toBe(1)
  })

  test('a chart row is reached and opened by keyboard', async () => {
    await bao.goto(`${year}?tab=gantt`, { waitUntil: 'networkidle' })
    const bar = bao.getByRole('link', { name: /^田间课堂，/ })
    await bar.focus()
    await bao.keyboard.press('Enter')
    await expect.poll(() => bao.getByRole('heading', { level: 1 }).textContent()).toBe('田间课堂')
  })

  test('a unit makes an address for its calendar, and a calendar program reads it', async () => {
    await fang.goto(`${year}?tab=calendar`, { waitUntil: 'networkidle' })
    await fang.getByRole('button', { name: '生成订阅地址' }).click()
    const field = fang.getByRole('textbox', { name: '订阅到手机或 Outlook 日历' })
    await expect.poll(() => field.inputValue()).toContain('/calendars/')
    const answer = await fetch(await field.inputValue())
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    expect(await answer.text()).toContain('田间课堂')
  })

  test('axe finds nothing on the screens of the year, at desk and phone width', async () => {
    const task = await bao.evaluate(
      async (at) => {
        const view = (await (await fetch(at)).json()) as { tasks: { id: string }[] }
        return view.tasks[0]?.id
      },
      year.replace(`${world.url}/desk`, '/api/v1'),
    )
    const tabs = ['gantt', 'calendar', 'receipts', 'changes'].map((tab) => `${year}?tab=${tab}`)
    const at = `${world.url}/desk/annual-tasks/${task}`
    const screens = [`${world.url}/desk/years`, year, ...tabs, at, `${at}/edit`, `${year}/draft`, `${year}/tasks/new`]
    for (const screen of screens) {
      for (const size of [DESKTOP, PHONE]) {
        await bao.setViewportSize(size)
        await bao.goto(screen, { waitUntil: 'networkidle' })
        expect.soft(await accessibilityProblems(bao), `${screen} at ${size.width}`).toEqual([])
        expect.soft(await overflow(bao), `${screen} at ${size.width}`).toBeLessThanOrEqual(0)
      }
    }
  }, 180_000)

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.click()
  await field.pressSequentially(option)
  await page.locator('.ant-select-item-option:visible', { hasText: option }).first().click()
}
