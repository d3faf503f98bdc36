import { systemActor } from '../../../platform/actor.ts'
import { execute } from '../../../platform/command.ts'
import type { Job } from '../../../platform/jobs.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { listCounties } from '../../organization/index.ts'
import { sweepLights } from './commands/sweep.ts'

export interface SweptCounty {
  readonly county: string
  /** Null when it failed. */
  readonly changes: number | null
}

/** One county after the other, each in a transaction of its own: one that fails stops no other. */
export async function sweepCounties(kernel: Kernel, counties: readonly string[]): Promise<SweptCounty[]> {
  const swept: SweptCounty[] = []
  for (const county of counties) {
    try {
      const actor = systemActor(county, 'plan')
      const { changes } = await execute(kernel, sweepLights, { actor, input: {}, idempotencyKey: null })
      swept.push({ county, changes })
    } catch (error) {
      kernel.log.error({ county, error: error instanceof Error ? error.stack : String(error) }, 'lights not swept')
      swept.push({ county, changes: null })
    }
  }
  return swept
}

/** Before the offices open. A county that failed is tried again with all others, who have nothing left to do. */
export function sweepJob(kernel: () => Kernel): Job {
  return {
    name: 'plan.sweepLights',
    every: '40 2 * * *',
    async run() {
      const counties = (await listCounties(kernel().db)).map(({ code }) => code)
      const failed = (await sweepCounties(kernel(), counties)).filter(({ changes }) => changes === null)
      if (failed.length > 0) throw new Error(`lights not swept: ${failed.map(({ county }) => county).join(', ')}`)
    },
  }
}
