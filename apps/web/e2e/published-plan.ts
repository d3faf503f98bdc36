import type { PlanEdit } from '@kepu/contract/plan'
import type { App } from '../../server/src/app.ts'
import { recordDelivery } from '../../server/src/modules/ledger/commands.ts'
import {
  editDraft,
  importPlan,
  prepareImport,
  publishPlan,
  showDraft,
  showPlan,
} from '../../server/src/modules/plan/index.ts'
import { systemActor } from '../../server/src/platform/actor.ts'
import { execute } from '../../server/src/platform/command.ts'
import { answer } from '../../server/src/platform/query.ts'

/** Takes the importer's proposal as it is: names become new units, open groups stay groups, leftovers are settled. */
export async function importAndPublish(app: App, county: string, file: { name: string; bytes: Uint8Array }) {
  const actor = systemActor(county, 'e2e')
  const run = { actor, idempotencyKey: null }
  const draft = await execute(app.kernel, importPlan, { ...run, input: await prepareImport(app.contents, file) })
  const show = () => answer(app.kernel, showDraft, { actor, county, input: { planId: draft.id } })
  const { header, problems } = await show()
  const edits = problems.flatMap((problem): PlanEdit[] => {
    if (problem.code === 'plan.draft.unitUndecided')
      return [{ edit: 'unit', name: problem.name, decision: { as: 'new' } }]
    if (problem.code === 'plan.draft.unplaced') return [{ edit: 'settleUnplaced', unplaced: problem.index }]
    return []
  })
  if (edits.length > 0) {
    await execute(app.kernel, editDraft, { ...run, input: { planId: draft.id, version: header.version, edits } })
  }
  const { version } = (await show()).header
  await execute(app.kernel, publishPlan, { ...run, input: { planId: draft.id, version } })
  await recordWork(app, county)
}

const EVERY_OTHER_MONTH = 60
const KINDS = ['lecture', 'training', 'exhibition', 'materials', 'online'] as const
const AUDIENCES = ['youth', 'farmers', 'workers', 'elderly', 'officials', 'public'] as const

/** A few records for every task, so that the pages have something to show. */
async function recordWork(app: App, county: string): Promise<void> {
  const actor = systemActor(county, 'e2e')
  const plan = await answer(app.kernel, showPlan, { actor, county, input: { planId: 'current' } })
  let serial = 0
  for (const task of plan.tasks) {
    for (const body of [...task.lead, ...task.responsible].slice(0, 4)) {
      if (body.unitId === null) continue
      serial += 1
      const day = new Date(Date.UTC(2022, 0, 10) + serial * EVERY_OTHER_MONTH * 43_200_000)
      await execute(app.kernel, recordDelivery, {
        actor,
        idempotencyKey: null,
        input: {
          occurredOn: (day.getUTCFullYear() > 2023 ? new Date(Date.UTC(2023, serial % 12, 9)) : day)
            .toISOString()
            .slice(0, 10),
          title: `${body.name}虚构活动第 ${serial} 场`,
          kind: KINDS[serial % KINDS.length],
          unitId: body.unitId,
          regionCode: `${county}${100 + (serial % 3)}`,
          taskId: task.id,
          reach: [{ audience: AUDIENCES[serial % AUDIENCES.length], personTimes: 30 + serial * 7, persons: null }],
          notDuplicate: true,
        },
      })
    }
  }
}
