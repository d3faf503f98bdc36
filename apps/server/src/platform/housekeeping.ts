import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { inCounty } from './database.ts'
import type { Job } from './jobs.ts'

const KEEP_TRIES_MS = 2 * 24 * 3600_000
const KEEP_KEYS_MS = 7 * 24 * 3600_000

/** Every night: idempotency keys older than a week go (a repeat after a week is none), and counts of tries of the day before. */
export function housekeeping(db: Database, clock: Clock, counties: () => Promise<readonly { code: string }[]>): Job {
  return {
    name: 'platform.housekeeping',
    every: '20 3 * * *',
    async run() {
      const before = new Date(clock.now().getTime() - KEEP_KEYS_MS)
      const triesBefore = new Date(clock.now().getTime() - KEEP_TRIES_MS)
      for (const { code } of await counties()) {
        await inCounty(db, code, 'read write', async (tx) => {
          await tx
            .deleteFrom('platform.idempotency')
            .where('county_code', '=', code)
            .where('created_at', '<', before)
            .execute()
          await tx
            .deleteFrom('platform.try_count')
            .where('county_code', '=', code)
            .where('window_start', '<', triesBefore)
            .execute()
        })
      }
    },
  }
}
