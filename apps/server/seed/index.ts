import type { App } from '../src/app.ts'
import { addCounty } from '../src/modules/organization/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { type DemoAccount, openDemoAccounts } from './accounts.ts'
import { type DemoCounty, demoCounties } from './counties.ts'
import { leaveDraft, publishDemoPlan } from './plan/publish.ts'
import { recordDemoWork } from './work/record.ts'

export type { DemoAccount } from './accounts.ts'

/** Inside the plan period, with three years of work behind it. */
const DEMO_DAY = new Date('2024-11-20T01:30:00Z')

/**
 * The demonstration: 忠县 with its plan and three invented years of work, and an invented county beside it. Each step is
 * left out when it's done, so a start that was killed in the middle is finished by the next.
 */
export async function loadDemonstration(
  app: App,
  home: string,
  tell: (line: string) => void,
): Promise<readonly DemoAccount[]> {
  const opened: string[] = []
  for (const county of demoCounties) {
    if (!(await openCounty(app, county, tell))) continue
    opened.push(county.code)
    await publishDemoPlan(app, county.code, county.plan)
    await recordDemoWork(app, county, tell)
    if (county.draft) await leaveDraft(app, county.code, county.draft)
  }
  return openDemoAccounts(app, home, opened)
}

/** @returns false when the county is there and is no demonstration: nothing invented goes into real records */
async function openCounty({ kernel }: App, { code, division }: DemoCounty, tell: (line: string) => void) {
  const known = await kernel.db
    .selectFrom('organization.county')
    .select(['name', 'demo'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (known && !known.demo) tell(`${known.name}（${code}）已正式开设，不载入演示数据`)
  if (known) return known.demo
  const county = await division()
  tell(`正在载入演示县 ${county.name}……`)
  const clockShiftSeconds = Math.round((DEMO_DAY.getTime() - kernel.clock.now().getTime()) / 1000)
  await execute(kernel, addCounty, {
    actor: systemActor(code, '演示数据'),
    input: { ...county, demo: true, clockShiftSeconds },
    idempotencyKey: null,
  })
  return true
}
