import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Jobs } from './jobs.ts'
import type { Metrics } from './metrics.ts'
import type { Vault } from './vault.ts'

/** What commands and queries stand on; made once, in app.ts or in a test. */
export interface Kernel {
  readonly db: Database
  /** True time. */
  readonly clock: Clock
  /** The county's own time: shifted for a demonstration county. */
  readonly countyNow: (county: string) => Promise<Date>
  /** Is it a county of this instance? */
  readonly hasCounty: (county: string) => Promise<boolean>
  readonly newId: () => string
  readonly jobs: Jobs
  readonly log: Logger
  readonly metrics: Metrics
  readonly vault: Vault
}
