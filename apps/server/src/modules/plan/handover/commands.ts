import { HandoverContent, HandoverView, MakeHandover } from '@kepu/contract/plan-handover'
import { command } from '../../../platform/command.ts'
import { unitForActor } from '../../organization/index.ts'
import { gatherHandover } from './gather.ts'

/** One click when an officer changes: what the unit has open is put together and kept as it was handed over. */
export const makeHandover = command({
  name: 'plan.handover.make',
  input: MakeHandover,
  output: HandoverView,
  async run(work, { unitId }) {
    const unit = await unitForActor(work, unitId, 'plan.handover.make')
    const { tx, county, today } = work
    const content = HandoverContent.parse(await gatherHandover({ tx, county, today, unit }))
    const id = work.newId()
    await tx
      .insertInto('plan.handover')
      .values({
        county_code: county,
        id,
        unit_id: unitId,
        as_of: today,
        content: JSON.stringify(content),
        made_by_name: work.actor.name,
        made_at: work.now,
      })
      .execute()
    work.record({
      subject: ['handover', id],
      detail: { unitId, title: unit.name, tasks: content.tasks.length, nodes: content.nodes.length },
    })
    return { id, madeAt: work.now.toISOString(), madeByName: work.actor.name, content }
  },
})
