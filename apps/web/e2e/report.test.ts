import { ReportBoardView, ReportView } from '@kepu/contract/plan-report'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addAnnualTasks,
  issueYearPlan,
  listYears,
  openYearPlan,
  showPlan,
} from '../../server/src/modules/plan/index.ts'
import { systemActor } from '../../server/src/platform/actor.ts'
import { execute } from '../../server/src/platform/command.ts'
import { inCounty } from '../../server/src/platform/database.ts'
import { answer } from '../../server/src/platform/query.ts'
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

const TOWNSHIP = '东岭镇'
const TASKS = ['乡镇科普讲座', '农民实用技术培训', '应急科普演练']

/** Counts what a person's hands do. */
function hands(page: Page) {
  const count = { clicks: 0, fields: 0 }
  return {
    count,
    async click(role: 'button' | 'link', name: string | RegExp) {
      count.clicks += 1
      await page.getByRole(role, { name }).first().click()
    },
    async type(label: string | RegExp, words: string) {
      count.fields += 1
      await page.getByLabel(label).first().fill(words)
    },
  }
}

tellWithoutChromium('progress reports')
describe.runIf(chromiumPath !== null)('progress without forms in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let dong: Page
  let xi: Page
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    await issueYear(world)
    browser = await launch()
    const enter = async (username: string, role: 'coordinator' | 'township', unit?: string) => {
      const context = await browser.newContext({ viewport: DESKTOP })
      context.on('weberror', (failure) => failures.push(failure.error().message))
      return signIn(context, world.url, await world.account(username, `${username}演示`, role, unit))
    }
    bao = await enter('bao', 'coordinator')
    dong = await enter('dong', 'township', TOWNSHIP)
    xi = await enter('xiping', 'township', '西坪镇')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('work is entered once, where it was done; the form knows the rest', async () => {
    const { click, type, count } = hands(dong)
    await dong.goto(`${world.url}/desk/ledger/new?taskId=${await taskId(world)}`, { waitUntil: 'networkidle' })
    await type('活动名称', '柑橘修剪现场讲座')
    await dong.getByLabel('开展日期').fill('2024-09-12')
    await dong.getByLabel('开展日期').press('Enter')
    await type('人次', '46')
    await click('button', '登记')
    await dong.waitForURL('**/desk/ledger/*-*')
    console.log(`ledger entry of one event: ${count.fields + 1} fields typed, ${count.clicks} click`)
  })

  test('the coordinator opens the quarter; everybody has one thing to do', async () => {
    await bao.goto(`${world.url}/desk/reports`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '开启报送期' }).click()
    await bao.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByRole('link', { name: TOWNSHIP, exact: true }).count()).toBe(1)
    await dong.goto(`${world.url}/desk/inbox`, { waitUntil: 'networkidle' })
    expect(await dong.getByText('2024年第三季度进展报告已由系统汇总').count()).toBe(1)
  })

  test('a township on a phone: read, a sentence, confirm; and another: one tap', async () => {
    await dong.setViewportSize(PHONE)
    await dong.goto(`${world.url}/desk/inbox`, { waitUntil: 'networkidle' })
    const { click, type, count } = hands(dong)
    await dong
      .getByRole('row', { name: /进展报告/ })
      .getByRole('link', { name: '查看' })
      .click()
    await dong.waitForURL('**/desk/reports/*')
    expect(await dong.getByText('本期 1 场（次），46 人次').count()).toBe(1)
    await click('button', `补一句：${TASKS[0]}`)
    await type(/^补一句/, '另有一场因下雨改到十月。')
    await click('button', '保存')
    await expect.poll(() => dong.getByText('另有一场因下雨改到十月。').count()).toBe(1)
    await dong.waitForLoadState('networkidle')
    await click('button', '确认无误')
    await expect.poll(() => dong.getByText('已确认，待审核').count()).toBe(1)

    await xi.setViewportSize(PHONE)
    await xi.goto(`${world.url}/desk/inbox`, { waitUntil: 'networkidle' })
    await xi.getByRole('button', { name: '无补充，确认' }).click()
    await expect.poll(() => xi.getByRole('button', { name: '无补充，确认' }).count()).toBe(0)

    const { content } = await reportOf(dong)
    const cells = content.lines.length * 6 + content.lines.flatMap(({ nodes }) => nodes).length
    console.log(
      `quarter report of a township, ${content.lines.length} tasks: with a sentence ${count.fields} field and ${count.clicks + 1} taps; nothing to add: 0 fields and 1 tap; the same table by hand: ${cells} cells`,
    )
    expect(count.fields).toBe(1)
  })

  test('returned with a reason, confirmed anew, accepted, locked; unlocking is refused from below', async () => {
    await bao.goto(`${world.url}/desk/reports`, { waitUntil: 'networkidle' })
    await bao
      .getByRole('row', { name: new RegExp(TOWNSHIP) })
      .getByRole('button', { name: '退回' })
      .click()
    await bao.getByLabel('理由').fill('请补充演练的安排')
    await bao.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('请补充演练的安排').count()).toBeGreaterThan(0)

    await dong.goto(`${world.url}/desk/inbox`, { waitUntil: 'networkidle' })
    await expect.poll(() => dong.getByText('被退回：请补充演练的安排').count()).toBe(1)
    await dong
      .getByRole('row', { name: /被退回/ })
      .getByRole('link', { name: '查看' })
      .click()
    await dong.getByRole('button', { name: '确认无误' }).click()
    await expect.poll(() => dong.getByText('已确认，待审核').count()).toBe(1)

    await bao.reload({ waitUntil: 'networkidle' })
    await bao.getByRole('checkbox', { name: /通过所选/ }).check()
    await bao.getByRole('button', { name: /通过所选 2 份/ }).click()
    await expect.poll(() => bao.getByText('已通过 2').count()).toBeGreaterThan(0)
    await bao.getByRole('button', { name: '关闭本期' }).click()
    await bao.locator('.ant-popconfirm').getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('已锁定 2').count()).toBe(1)

    const locked = await reportOf(dong)
    await dong.goto(`${world.url}/desk/reports/${locked.id}`, { waitUntil: 'networkidle' })
    expect(locked).toMatchObject({ status: 'locked', frozen: true })
    expect(await dong.getByRole('button', { name: '解锁' }).count()).toBe(0)
    const refused = await dong.request.post(`${world.url}/api/v1/reports/${locked.id}/unlocking`, {
      data: { reason: '想改一改' },
      headers: { 'idempotency-key': 'from-below', origin: world.url },
    })
    expect(refused.status()).toBe(403)
    await bao.goto(`${world.url}/desk/reports/${locked.id}`, { waitUntil: 'networkidle' })
    expect(await bao.getByRole('button', { name: '解锁' }).count()).toBe(1)
  })

  test('axe finds nothing on reports and cost of forms, at desk and phone width', async () => {
    const { id } = await reportOf(dong)
    for (const screen of ['/reports', '/reports?round=all', `/reports/${id}`, '/burden']) {
      for (const size of [DESKTOP, PHONE]) {
        await bao.setViewportSize(size)
        await bao.goto(`${world.url}/desk${screen}`, { waitUntil: 'networkidle' })
        expect.soft(await accessibilityProblems(bao), `${screen} at ${size.width}`).toEqual([])
        expect.soft(await overflow(bao), `${screen} at ${size.width}`).toBeLessThanOrEqual(0)
      }
    }
  }, 120_000)

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })
})

async function reportOf(page: Page): Promise<ReportView> {
  const read = async (path: string) => (await page.request.get(new URL(`/api/v1${path}`, page.url()).href)).json()
  const { reports } = ReportBoardView.parse(await read('/reports?year=2024'))
  return ReportView.parse(await read(`/reports/${reports[0]?.id}`))
}

async function taskId(world: World): Promise<string> {
  const plan = await answer(world.app.kernel, showPlan, {
    actor: systemActor(COUNTY, 'e2e'),
    county: COUNTY,
    input: { planId: 'current' },
  })
  return plan.tasks[0]?.id ?? ''
}

/** A year with three tasks of two townships, issued. */
async function issueYear(world: World): Promise<void> {
  const actor = systemActor(COUNTY, 'e2e')
  const run = { actor, idempotencyKey: null }
  const { kernel } = world.app
  const unitIds = await inCounty(kernel.db, COUNTY, 'read only', async (tx) => {
    const rows = await tx
      .selectFrom('organization.unit')
      .select('id')
      .where('name', 'in', [TOWNSHIP, '西坪镇'])
      .orderBy('region_code')
      .execute()
    return rows.map(({ id }) => id)
  })
  const { id, version } = await execute(kernel, openYearPlan, {
    ...run,
    input: { year: 2024, title: '2024年工作计划' },
  })
  const purpose = await taskId(world)
  const tasks = TASKS.map((title, i) => ({
    task: {
      taskId: purpose,
      title,
      target: {
        quantity: 4,
        unit: '场',
        scope: 'each' as const,
        rule: {
          counts: 'deliveries' as const,
          purpose: 'task' as const,
          doers: 'duty' as const,
          kinds: [(['lecture', 'training', 'drill'] as const)[i] ?? 'lecture'],
          audiences: [],
        },
      },
      startsOn: '2024-01-01',
      dueOn: '2024-12-31',
      duties: unitIds.map((unitId) => ({ unitId, role: 'lead' as const })),
      nodes: [{ title: '三季度进度', dueOn: '2024-09-30', quantity: 3 }],
    },
  }))
  await execute(kernel, addAnnualTasks, { ...run, input: { yearPlanId: id, version, tasks } })
  const { items } = await answer(kernel, listYears, { actor, county: COUNTY, input: {} })
  const now = items.find((one) => one.id === id)?.version ?? version
  await execute(kernel, issueYearPlan, { ...run, input: { yearPlanId: id, version: now } })
}
