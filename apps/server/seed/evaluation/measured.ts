import type { App } from '../../src/app.ts'
import { recordMeasuredValue, showPlan } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import { answer } from '../../src/platform/query.ts'

const ZHONGXIAN = '500233'
const PLAN = '《忠县全民科学素质行动规划纲要实施方案（2021—2025年）》（忠县人民政府办公室，2022年12月27日）'
const UNSAID = '公民科学素质抽样调查；来源未说明样本量和误差范围'

/**
 * What is known of the share of citizens with scientific literacy: two official figures with their source, which gives neither
 * sample size nor interval; and one of 2024 that is invented, so that the page has an interval to show.
 */
const VALUES = [
  { year: 2017, value: 5.3, method: UNSAID, source: PLAN, scoringRule: null },
  { year: 2020, value: 8, method: UNSAID, source: PLAN, scoringRule: 'crisp' },
  {
    year: 2024,
    measuredOn: '2024-09-30',
    value: 10.9,
    interval: { low: 8.2, high: 13.6 },
    sampleSize: 1000,
    designEffect: 2,
    method: '演示数据，虚构：假设的分层三阶段抽样监测',
    source: '演示数据，虚构，不是任何真实测评的结果',
    scoringRule: 'crisp',
  },
]

/** Records what isn't there yet; whatever somebody has corrected since stays. */
export async function recordDemoValues(app: App, county: string): Promise<void> {
  if (county !== ZHONGXIAN) return
  const { kernel } = app
  const actor = systemActor(county, '演示数据')
  const plan = await answer(kernel, showPlan, { actor, county, input: { planId: 'current' } })
  const goal = plan.indicators.find(({ values }) => values.some(({ role }) => role === 'target'))
  if (!goal) return
  const known = await inCounty(kernel.db, county, 'read only', (tx) =>
    tx.selectFrom('plan.measured_value').select('year').where('indicator_id', '=', goal.id).execute(),
  )
  const years = new Set(known.map(({ year }) => year))
  for (const said of VALUES.filter(({ year }) => !years.has(year)))
    await execute(kernel, recordMeasuredValue, {
      actor,
      idempotencyKey: null,
      input: { indicatorId: goal.id, ...said },
    })
}
