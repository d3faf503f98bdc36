import { randomBytes } from 'node:crypto'
import { CalendarAddress, RenewCalendar } from '@kepu/contract/plan-calendar'
import { command } from '../../../../platform/command.ts'
import { unitForActor } from '../../../organization/index.ts'
import { calendarPath } from './queries.ts'

const TOKEN_BYTES = 24

/** Makes the address of a body's calendar, or another one in its place. The answer is not kept for a repeat: it's a key. */
export const renewCalendar = command({
  name: 'plan.calendar.renew',
  input: RenewCalendar,
  output: CalendarAddress,
  secret: true,
  async run(work, { unitId }) {
    await unitForActor(work, unitId, 'plan.calendar.renew')
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    await work.tx
      .insertInto('plan.calendar_feed')
      .values({ county_code: work.county, unit_id: unitId, key_word: token, renewed_at: work.now })
      .onConflict((conflict) =>
        conflict.columns(['county_code', 'unit_id']).doUpdateSet({ key_word: token, renewed_at: work.now }),
      )
      .execute()
    work.record({ subject: ['unit', unitId], detail: {} })
    return { unitId, path: calendarPath(work.county, token), renewedAt: work.now.toISOString() }
  },
})
