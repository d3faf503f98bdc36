import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const WISH = '村里好多老人被电话诈骗，想请人来讲讲怎么识破'

tellWithoutChromium('orders from wish to rating')
describe.runIf(chromiumPath !== null)('orders from wish to rating', () => {
  let world: World
  let browser: Browser
  let resident: BrowserContext
  let village: Page
  let department: Page
  let slip = { number: '', code: '' }
  const service = () => `${world.url}/${COUNTY}/service`

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch()
    const enter = async (username: string, name: string, role: 'village' | 'officer', unit: string) =>
      signIn(
        await browser.newContext({ viewport: DESKTOP }),
        world.url,
        await world.account(username, name, role, unit),
      )
    village = await enter('deng', '邓某', 'village', '东岭镇幸福村')
    department = await enter('fang', '方某', 'officer', '县科协')
    await foundTeam(world, department)
    resident = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('a resident orders in three steps, on a phone, in large type, without script', async () => {
    const page = await resident.newPage()
    await page.goto(`${service()}/at/${COUNTY}100001`)
    await page.getByRole('link', { name: '长辈模式' }).click()
    expect(await page.locator('html').getAttribute('class')).toBe('elder')
    await page.getByRole('link', { name: '我要点单' }).click()
    await page.getByLabel('您想要什么服务？').fill(WISH)
    expect(await page.getByLabel('在哪个村（社区）？').inputValue()).toBe(`${COUNTY}100001`)
    await page.getByRole('button', { name: '下一步' }).click()
    expect(await page.getByText('因为您写了：“诈骗”').count()).toBe(1)
    await page.getByLabel('您的手机号').fill('13000001234')
    await page.getByRole('button', { name: '获取验证码' }).click()
    const note = (await page.getByRole('status').textContent()) ?? ''
    expect(note).toContain('演示县不发短信')
    await page.getByLabel('6 位验证码').fill(/\d{6}/.exec(note)?.[0] ?? '')
    await page.getByRole('button', { name: '提交点单' }).click()
    expect(await page.getByRole('heading', { name: '点单成功' }).count()).toBe(1)
    const [number = '', code = ''] = await page.locator('.slip .number').allTextContents()
    slip = { number: number.replaceAll(' ', ''), code }
    expect(slip.number).toMatch(/^\d{12}$/)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.close()
  })

  test('somebody nearby is shown that order and joins it instead of ordering again', async () => {
    const page = await resident.newPage()
    await page.goto(`${service()}/order?for=other`)
    await page.getByLabel('您想要什么服务？').fill('想听怎么防电话诈骗')
    await page.getByLabel('在哪个村（社区）？').selectOption(`${COUNTY}100001`)
    await page.getByLabel('替谁点？（怎么称呼）').fill('王大爷')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel(/我也要，一起办/).check()
    await page.getByLabel('您的手机号').fill('13000001235')
    await page.getByRole('button', { name: '获取验证码' }).click()
    const note = (await page.getByRole('status').textContent()) ?? ''
    await page.getByLabel('6 位验证码').fill(/\d{6}/.exec(note)?.[0] ?? '')
    await page.getByRole('button', { name: '提交，一起办' }).click()
    expect(await page.getByRole('heading', { name: '已经加入，一起办' }).count()).toBe(1)
    await page.close()
  })

  test('the village dispatches, the department claims and sends a team, the team schedules and notes it once', async () => {
    await village.goto(`${world.url}/desk/service`, { waitUntil: 'networkidle' })
    await village.getByRole('link', { name: /村里好多老人被电话诈骗/ }).click()
    await village.getByRole('button', { name: '派单' }).click()
    await choose(village, '单位', '县科协')
    await village.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await expect.poll(() => village.locator('.order-next').textContent()).toContain('待领单')

    await department.goto(village.url(), { waitUntil: 'networkidle' })
    await department.getByRole('button', { name: '领单' }).click()
    await expect.poll(() => department.getByRole('button', { name: '派队' }).count()).toBe(1)
    await department.getByRole('button', { name: '派队' }).click()
    await choose(department, '服务队', '清溪县反诈')
    await department.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await department.getByRole('button', { name: '接单' }).click()
    await department.getByRole('button', { name: '排期' }).click()
    await department.getByLabel('日期').fill('2024-11-20')
    await department.getByLabel('日期').press('Enter')
    await department.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await department.waitForURL('**/desk/service/visits/*')
    await department.getByRole('button', { name: '登记完成' }).click()
    await department.getByLabel('老年人').fill('36')
    await department.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await expect.poll(() => department.getByText('老年人 36').count()).toBe(1)
  }, 60_000)

  test('the resident confirms, and rates it without anything filled in for them', async () => {
    const page = await resident.newPage()
    await page.goto(`${service()}/track`)
    await page.getByLabel('查询号').fill(slip.number)
    await page.getByLabel('查询码').fill(slip.code)
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('button', { name: '对，已经办好' }).click()
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await page.getByLabel('很满意', { exact: true }).check()
    await page.getByRole('button', { name: '提交评价' }).click()
    expect(await page.getByText('您已经评价过，谢谢。').count()).toBe(1)
    await page.close()
    await department.reload({ waitUntil: 'networkidle' })
    expect(await department.getByText('已进台账').count()).toBeGreaterThan(0)
  })

  test('axe finds nothing on any screen, at desk and phone width', async () => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    const look = async (tab: Page, address: string, size: typeof DESKTOP) => {
      await tab.setViewportSize(size)
      await tab.goto(`${world.url}${address}`, { waitUntil: 'networkidle' })
      expect.soft(await accessibilityProblems(tab), `${address} at ${size.width}`).toEqual([])
      expect.soft(await overflow(tab), `${address} at ${size.width}`).toBeLessThanOrEqual(0)
    }
    const open = ['', '/order', '/track', `/at/${COUNTY}100001`, `/at/${COUNTY}100001/poster`]
    for (const path of open) for (const size of [DESKTOP, PHONE]) await look(page, `/${COUNTY}/service${path}`, size)
    const desk = ['', '?board=all', '/visits', '/menu', '/quality', '/settings']
    for (const path of desk) for (const size of [DESKTOP, PHONE]) await look(department, `/desk/service${path}`, size)
  }, 180_000)
})

/** The office founds its team, as its own screen would. */
async function foundTeam(world: World, office: Page): Promise<void> {
  const unitId = await inCounty(world.app.kernel.db, COUNTY, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('id').where('name', '=', '县科协').executeTakeFirstOrThrow(),
  )
  const team = {
    name: '清溪县反诈服务队',
    unitId: unitId.id,
    topics: ['fraudPrevention'],
    regionCode: `${COUNTY}100`,
    radiusKm: 40,
    weeklyVisits: 3,
  }
  const answer = await office.request.post(`${world.url}/api/v1/teams`, {
    data: { team },
    headers: { 'idempotency-key': 'team', origin: world.url },
  })
  expect(answer.status()).toBe(201)
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label })
  await field.click()
  await field.pressSequentially(option.slice(0, 3))
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
