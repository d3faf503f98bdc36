import { systemActor } from '../../../platform/actor.ts'
import { dayInShanghai } from '../../../platform/clock.ts'
import { execute } from '../../../platform/command.ts'
import { inCounty } from '../../../platform/database.ts'
import type { Job } from '../../../platform/jobs.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { Refused } from '../../../platform/problem.ts'
import { listCounties, workingCalendar } from '../../organization/index.ts'
import { listYearPlans } from '../year/store.ts'
import { openRound } from './commands/rounds.ts'
import { periodToOpen } from './rules/periods.ts'
import { listRounds, readSchedule } from './store.ts'

/** Opens what is due in one county. Safe to repeat: a period has one round. */
export async function openDueRounds(kernel: Kernel, county: string): Promise<number> {
  const today = dayInShanghai(await kernel.countyNow(county))
  const due = await inCounty(kernel.db, county, 'read only', async (tx) => {
    const calendar = await workingCalendar(tx)
    const years = (await listYearPlans(tx, county)).filter(({ status }) => status === 'issued')
    const found: { yearPlanId: string; kind: string; ordinal: number }[] = []
    for (const year of years) {
      const schedule = await readSchedule(tx, county, year.id)
      const opened = await listRounds(tx, county, year.id)
      const issuedOn = year.issuedAt === null ? null : dayInShanghai(year.issuedAt)
      const period = periodToOpen({ year: year.year, issuedOn }, schedule, opened, today, calendar)
      if (period) found.push({ yearPlanId: year.id, kind: period.kind, ordinal: period.ordinal })
    }
    return found
  })
  let opened = 0
  for (const input of due) {
    try {
      await execute(kernel, openRound, { actor: systemActor(county, 'plan'), input, idempotencyKey: null })
      opened += 1
    } catch (error) {
      // The coordinator was quicker.
      if (!(error instanceof Refused)) throw error
    }
  }
  return opened
}

/** Every morning before office hours: on the first working day after a period its round is open. */
export function openRoundsJob(kernel: () => Kernel): Job {
  return {
    name: 'plan.openRounds',
    every: '10 7 * * *',
    async run() {
      for (const { code } of await listCounties(kernel().db)) await openDueRounds(kernel(), code)
    },
  }
}
