import { systemActor } from '../../platform/actor.ts'
import { execute } from '../../platform/command.ts'
import type { Kernel } from '../../platform/kernel.ts'
import type { Module } from '../../platform/module.ts'
import { listCounties } from '../organization/index.ts'
import { certificateRoutes } from './certificate/routes.ts'
import { correctionRoutes } from './correction/routes.ts'
import { importRoutes } from './import/routes.ts'
import { mergeRoutes } from './merge/routes.ts'
import { recordRoutes } from './record/routes.ts'
import { eraseDue } from './register/commands/erase.ts'
import { registerRoutes } from './register/routes.ts'
import { peopleRights } from './rights.ts'

export { recordService } from './record/record-service.ts'
export type { DoneService } from './record/types.ts'
export { eraseDue } from './register/commands/erase.ts'
export { addPerson } from './register/commands/person.ts'
export { addTeam } from './register/commands/team.ts'
export { isFree } from './register/rules/availability.ts'
export { findTeam, listActiveTeams, membersOfTeams, phonesOfTeams, teamForActor } from './register/team-rows.ts'
export type { Team, TeamMember } from './register/types.ts'

/** Where certificates say that they're verified when nobody has told this Kepu its address. */
const NOWHERE = 'https://kepu.invalid'

/** `kernel` is asked for only when the night's work runs: by then the process has made it. */
export function peopleModule(publicUrl: string | null, kernel: () => Kernel): Module {
  const base = (publicUrl ?? NOWHERE).replace(/\/$/, '')
  return {
    name: 'people',
    rights: peopleRights,
    routes(api) {
      registerRoutes(api)
      importRoutes(api)
      mergeRoutes(api)
      correctionRoutes(api)
      recordRoutes(api)
      certificateRoutes(api, base)
    },
    jobs: [
      {
        name: 'people.eraseDue',
        every: '40 3 * * *',
        async run() {
          for (const { code } of await listCounties(kernel().db)) {
            const actor = systemActor(code, 'people')
            await execute(kernel(), eraseDue, { actor, input: {}, idempotencyKey: null })
          }
        },
      },
    ],
  }
}
