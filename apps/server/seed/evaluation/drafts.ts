import type { EvaluationSection } from '@kepu/contract/plan-evaluation'
import type { App } from '../../src/app.ts'
import { releaseProgress, showEvaluation, showProgress, writeEvaluationSection } from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { execute } from '../../src/platform/command.ts'
import { answer } from '../../src/platform/query.ts'

/** What a coordinator might have begun to write; invented, and says so. */
const DRAFTS: readonly (readonly [EvaluationSection, string])[] = [
  ['overview', '（演示草稿，虚构）县科协每季度召集牵头单位会商，任务清单按月对账。'],
  [
    'next',
    '（演示草稿，虚构）一是补做目标年份的公民科学素质抽样测评，样本量按检出能力要求确定。\n二是对推进偏慢的年度任务逐项排出完成时间。\n三是向工作记录较少的乡镇增派科普资源。',
  ],
]

/** Begins the report of a demonstration county and releases one edition of its open data; whatever is there stays. */
export async function beginDemoReport({ kernel }: App, county: string): Promise<void> {
  const actor = systemActor(county, '演示数据')
  const call = { actor, idempotencyKey: null }
  const { achievements, sections } = await answer(kernel, showEvaluation, { actor, county, input: {} })
  const { planId } = achievements
  for (const [section, text] of DRAFTS) {
    const untouched = sections.some((one) => one.section === section && one.version === 0)
    const input = { planId, section, version: 0, text, keepAssembled: true }
    if (untouched) await execute(kernel, writeEvaluationSection, { ...call, input })
  }
  const released = await answer(kernel, showProgress, { actor: null, county, input: {} })
  if (released.editions.length === 0) await execute(kernel, releaseProgress, { ...call, input: { planId } })
}
