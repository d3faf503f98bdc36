import type { ZodType } from 'zod'
import { systemActor } from '../../../platform/actor.ts'
import { type Command, execute } from '../../../platform/command.ts'
import type { Job } from '../../../platform/jobs.ts'
import type { Kernel } from '../../../platform/kernel.ts'
import { listCounties } from '../../organization/index.ts'
import { remindBodies } from './commands/remind.ts'
import { sweepLights } from './commands/sweep.ts'

export interface SweptCounty {
  readonly county: string
  /** Null when it failed. */
  readonly changes: number | null
}

/** One county after the other, each in a transaction of its own: one that fails stops no other. */
async function inEach<O>(kernel: Kernel, counties: readonly string[], definition: Command<ZodType, O>) {
  const answers: { county: string; answer: O | null }[] = []
  for (const county of counties) {
    try {
      const actor = systemActor(county, 'plan')
      answers.push({ county, answer: await execute(kernel, definition, { actor, input: {}, idempotencyKey: null }) })
    } catch (error) {
      const said = error instanceof Error ? error.stack : String(error)
      kernel.log.error({ county, command: definition.name, error: said }, 'failed for a county')
      answers.push({ county, answer: null })
    }
  }
  return answers
}

export async function sweepCounties(kernel: Kernel, counties: readonly string[]): Promise<SweptCounty[]> {
  const swept = await inEach(kernel, counties, sweepLights)
  return swept.map(({ county, answer }) => ({ county, changes: answer?.changes ?? null }))
}

/** A county that failed is tried again with all others, who have nothing left to do. */
function everyCounty(
  kernel: () => Kernel,
  job: Pick<Job, 'name'> & { every: string },
  definition: Command<ZodType, unknown>,
): Job {
  return {
    ...job,
    async run() {
      const counties = (await listCounties(kernel().db)).map(({ code }) => code)
      const failed = (await inEach(kernel(), counties, definition)).filter(({ answer }) => answer === null)
      if (failed.length > 0) throw new Error(`${job.name} failed for ${failed.map(({ county }) => county).join(', ')}`)
    },
  }
}

/** Lights before the offices open, reminders when they do. */
export function supervisionJobs(kernel: () => Kernel): readonly Job[] {
  return [
    everyCounty(kernel, { name: 'plan.sweepLights', every: '40 2 * * *' }, sweepLights),
    everyCounty(kernel, { name: 'plan.remindBodies', every: '10 8 * * *' }, remindBodies),
  ]
}
