import type { Module } from '../../platform/module.ts'
import { registerRights } from './register/rights.ts'
import { registerRoutes } from './register/routes.ts'

export { isFree } from './register/rules/availability.ts'
export { findTeam, listActiveTeams, membersOfTeams, teamForActor } from './register/team-rows.ts'
export type { Team, TeamMember } from './register/types.ts'

export const peopleModule: Module = {
  name: 'people',
  rights: registerRights,
  routes(api) {
    registerRoutes(api)
  },
}
