import { z } from 'zod'
import type { Kernel } from '../../platform/kernel.ts'
import type { Module } from '../../platform/module.ts'
import type { TextChannel } from '../notification/index.ts'
import { TEXT_JOB } from './commands/code.ts'
import { nightlyJob } from './commands/nightly.ts'
import { solveAssignment } from './match/planning/job.ts'
import { serviceRights } from './rights.ts'
import { serviceRoutes } from './routes.ts'

export { claimOrder } from './commands/claim.ts'
export { addKit } from './commands/kit.ts'
export { approveMenuItem, proposeMenuItem } from './commands/menu.ts'
export { nightly } from './commands/nightly.ts'
export { enterOrder } from './commands/place.ts'
export { dispatchOrder } from './commands/route.ts'
export { locatePlace } from './match/settings.ts'
export { appendPastOrder, type PastOrder, type PastStep } from './past-orders.ts'

const Text = z.object({ phone: z.string(), text: z.string() })

/** `texts`: where one-time codes go; null where the county has no channel for texts. `kernel` is asked for when a job runs. */
export function serviceModule(kernel: () => Kernel, texts: TextChannel | null): Module {
  return {
    name: 'service',
    rights: serviceRights,
    routes: (api) => serviceRoutes(api, texts),
    jobs: [
      solveAssignment(kernel),
      nightlyJob(kernel),
      {
        name: TEXT_JOB,
        async run(_county, { sealed }) {
          const opened = kernel().vault.open(Buffer.from(String(sealed), 'base64'))
          const { phone, text } = Text.parse(JSON.parse(opened))
          await texts?.send(phone, text)
        },
      },
    ],
  }
}
