import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addAnnualTasks,
  completeNode,
  issueYearPlan,
  openYearPlan,
  remindBodies,
  showPlan,
  showYear,
} from '../../server/src/modules/plan/index.ts'
import { systemActor } from '../../server/src/platform/actor.ts'
import { execute } from '../../server/src/platform/command.ts'
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

const BODY = '县教育局'
const actor = systemActor(COUNTY, 'e2e')
const call = { actor, idempotencyKey: null }

/** An issued year with one node that is late and one that is far off, both of 县教育局. */
async function lateYear({ app: { kernel } }: World): Promise<{ nodeId: string; unitId: string }> {
  const plan = await answer(kernel, showPlan, { actor, county: COUNTY, input: { planId: 'current' } })
  const unitId = plan.tasks[0]?.lead.find(({ name }) => name === BODY)?.unitId ?? ''
  const year = await execute(kernel, openYearPlan, { ...call, input: { year: 2024, title: '2024年工作计划' } })
  const task = {
    taskId: plan.tasks[0]?.id ?? '',
    title: '科学家故事进课堂',
    target: null,
    startsOn: '2024-01-01',
    dueOn: '2024-12-31',
    duties: [{ unitId, role: 'lead' as const }],
    nodes: [
      { title: '秋季讲演', dueOn: '2024-11-18', quantity: null },
      { title: '全年总结', dueOn: '2024-12-27', quantity: null },
    ],
  }
  const yearPlanId = year.id
  await execute(kernel, addAnnualTasks, { ...call, input: { yearPlanId, version: 1, tasks: [{ task }] } })
  await execute(kernel, issueYearPlan, { ...call, input: { yearPlanId, version: 2 } })
  const { tasks } = await answer(kernel, showYear, { actor, county: COUNTY, input: { yearPlanId } })
  return { nodeId: tasks[0]?.nodes[0]?.id ?? '', unitId }
}

tellWithoutChromium('supervision')
describe.runIf(chromiumPath !== null)('a node that was missed, in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let fang: Page
  let feng: Page
  let nodeId = ''
  let unitId = ''
  let order = ''
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    ;({ nodeId, unitId } = await lateYear(world))
    browser = await launch()
    const enter = async (username: string, name: string, role: 'coordinator' | 'officer' | 'leader', unit?: string) => {
      const context = await browser.newContext({ viewport: DESKTOP })
      context.setDefaultTimeout(10_000)
      context.on('weberror', (failure) => failures.push(failure.error().message))
      return signIn(context, world.url, await world.account(username, name, role, unit))
    }
    bao = await enter('bao', '鲍某', 'coordinator')
    fang = await enter('fang', '方某', 'officer', BODY)
    feng = await enter('feng', '冯某', 'leader')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const open = (page: Page, path: string) => page.goto(`${world.url}${path}`, { waitUntil: 'networkidle' })
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('the body finds one reminder in its inbox, and through it the node', async () => {
    await execute(world.app.kernel, remindBodies, { ...call, input: {} })
    await open(fang, '/desk/inbox')
    const row = fang.getByRole('row', { name: /今日提醒/ })
    await row.getByRole('link', { name: '查看' }).click()
    await fang.getByText('已逾期 2 个工作日').waitFor()
    await check(fang, '/digests')
    await fang
      .getByRole('row', { name: /秋季讲演/ })
      .getByRole('link', { name: '查看' })
      .click()
    await fang.getByRole('heading', { level: 1, name: '秋季讲演' }).waitFor()
    expect(await fang.getByLabel('节点现状').textContent()).toContain('红')
  })

  test('it asks for more time, and is refused with a reason that stays', async () => {
    await press(fang, '申请延期')
    await fang.getByLabel('希望延到').fill('2024-12-20')
    await fang.getByLabel('希望延到').press('Enter')
    await fang.getByLabel('理由').fill('学校期中考试，讲演改期')
    await press(fang, '确定')
    await fang.getByText(`${BODY}申请延到 2024-12-20`).first().waitFor()

    await open(bao, `/desk/supervision/nodes/${nodeId}`)
    await press(bao, '答复延期申请')
    await bao.getByText('不同意', { exact: true }).click()
    await bao.getByLabel('说明').fill('可以先在两所学校举行')
    await press(bao, '确定')
    await bao.getByText('没有同意延期').waitFor()
    await open(fang, `/desk/supervision/nodes/${nodeId}`)
    expect(await fang.getByText('可以先在两所学校举行').count()).toBe(1)
  })

  test('the association writes a letter of coordination, in such words, and the head approves it', async () => {
    await press(bao, '发协调函')
    await bao.getByLabel('要求').fill('现予督办，请尽快完成')
    await press(bao, '确定')
    await expect.poll(() => bao.getByRole('alert').textContent()).toContain('不能用“督办”')
    await bao.getByLabel('要求').fill('请尽快完成秋季讲演，并反馈结果')
    await press(bao, '确定')
    await bao.waitForURL('**/desk/supervision/orders/*')
    order = new URL(bao.url()).pathname
    await confirm(bao, '报领导审核')
    await bao.getByText('报领导审核').first().waitFor()

    await open(feng, order)
    await confirm(feng, '同意下发')
    await open(bao, order)
    await confirm(bao, '下发')
    await bao
      .getByText(/时限 2024-11-\d\d|时限 2024-12-\d\d/)
      .first()
      .waitFor()
  })

  test('the body signs, handles, reports; the letter is closed when the node is done, and the light stays yellow', async () => {
    await open(fang, order)
    await confirm(fang, '签收')
    await say(fang, '说明办理措施', '由基教科承办，本周举行')
    await say(fang, '反馈办理结果', '讲演已在两所学校举行')
    await open(bao, order)
    expect(await bao.getByRole('button', { name: '办结', exact: true }).count()).toBe(0)
    await execute(world.app.kernel, completeNode, { ...call, input: { nodeId, unitId, doneOn: '2024-11-20' } })
    await open(bao, order)
    await say(bao, '办结', '已核实，同意办结')
    await bao.getByText('已核实，同意办结').waitFor()
    expect(await bao.getByRole('button', { name: '撤销', exact: true }).count()).toBe(0)

    await open(bao, `/desk/supervision/nodes/${nodeId}`)
    const facts = await bao.getByLabel('节点现状').textContent()
    expect(facts).toContain('黄')
    expect(facts).not.toContain('绿')
  })

  test('axe finds nothing on any screen, at desk and phone width', async () => {
    const screens = ['', '?view=list', `/nodes/${nodeId}`, '/orders?state=all', '/settings']
    for (const screen of screens) {
      await open(bao, `/desk/supervision${screen}`)
      await check(bao, screen)
    }
    await open(bao, order)
    await check(bao, order)
  }, 120_000)

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })

  async function check(page: Page, what: string): Promise<void> {
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size)
      expect.soft(await accessibilityProblems(page), `${what} at ${size.width}`).toEqual([])
      expect.soft(await overflow(page), `${what} at ${size.width}`).toBeLessThanOrEqual(0)
    }
  }

  async function confirm(page: Page, action: string): Promise<void> {
    await press(page, action)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.locator('.ant-popconfirm').getByRole('button', { name: '确定' }).click()
    expect((await answered).status()).toBe(200)
  }

  async function say(page: Page, action: string, words: string): Promise<void> {
    await press(page, action)
    await page.getByLabel('内容').fill(words)
    await press(page, '确定')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
})
