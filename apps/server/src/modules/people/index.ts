import type { Module } from '../../platform/module.ts'
import { correctionRoutes } from './correction/routes.ts'
import { importRoutes } from './import/routes.ts'
import { mergeRoutes } from './merge/routes.ts'
import { recordRoutes } from './record/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { peopleRights } from './rights.ts'

export { recordService } from './record/record-service.ts'
export type { DoneService } from './record/types.ts'
export { addTeam } from './register/commands/team.ts'
export { isFree } from './register/rules/availability.ts'
export { findTeam, listActiveTeams, membersOfTeams, phonesOfTeams, teamForActor } from './register/team-rows.ts'
export type { Team, TeamMember } from './register/types.ts'

export const peopleModule: Module = {
  name: 'people',
  rights: peopleRights,
  routes(api) {
    registerRoutes(api)
    importRoutes(api)
    mergeRoutes(api)
    correctionRoutes(api)
    recordRoutes(api)
  },
}
