import type { App } from '../src/app.ts'
import { addCounty, changeFooter } from '../src/modules/organization/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { type DemoAccount, openDemoAccounts } from './accounts.ts'
import { loadDemoAppraisals } from './appraisal/load.ts'
import { type DemoCounty, demoCounties } from './counties.ts'
import { beginDemoReport } from './evaluation/drafts.ts'
import { recordDemoValues } from './evaluation/measured.ts'
import { loadDemoBacklog } from './match/backlog.ts'
import { locateDemoPlaces } from './match/places.ts'
import { loadDemoPeople } from './people/record.ts'
import { leaveDraft, publishDemoPlan } from './plan/publish.ts'
import { loadDemoReports } from './report/rounds.ts'
import { recordDemoOrders } from './service/record.ts'
import { loadDemoSupervision } from './supervision/load.ts'
import { answerDemoSurvey } from './survey/answers.ts'
import { drawDemoSample } from './survey/design.ts'
import { recordDemoWork } from './work/record.ts'
import { loadDemoYears } from './year/load.ts'

export type { DemoAccount } from './accounts.ts'

/** What a government site's footer has to carry, filled so that nobody takes it for real. */
const FOOTER = {
  contact: '演示站点，无联系电话',
  icp: '演示站点，无备案号',
  publicSecurity: '演示站点，无备案号',
  siteCode: '演示站点，无标识码',
}

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
    await recordDemoOrders(app, county.code, county.code === '500233' ? 300 : 40)
    await loadDemoPeople(app, county.code, tell)
    await loadDemoYears(app, county)
    await loadDemoSupervision(app, county.code)
    await recordDemoValues(app, county.code)
    await beginDemoReport(app, county.code)
    await drawDemoSample(app, county.code)
    await loadDemoAppraisals(app, county.code)
    await loadDemoReports(app, county.code)
    await answerDemoSurvey(app, county.code)
    await locateDemoPlaces(app, county.code)
    await loadDemoBacklog(app, county.code)
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
  const call = { actor: systemActor(code, '演示数据'), idempotencyKey: null }
  await execute(kernel, addCounty, { ...call, input: { ...county, demo: true, clockShiftSeconds } })
  await execute(kernel, changeFooter, { ...call, input: { ...FOOTER, host: `${county.name}科学技术协会（演示）` } })
  return true
}
