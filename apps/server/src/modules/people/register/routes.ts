import type { Api } from '../../../platform/http.ts'
import { linkAccount } from './commands/account.ts'
import { addPerson, changePerson, personLeaves, showPhone } from './commands/person.ts'
import { addTeam, changeTeam } from './commands/team.ts'
import { listLooks, listPeople, listTeams, showPerson, showTeam } from './queries.ts'

export function registerRoutes(api: Api): void {
  api.query(listPeople, '/people')
  api.command(addPerson, { method: 'post', path: '/people', status: 201 })
  api.query(showPerson, '/people/{personId}')
  api.query(listLooks, '/people/{personId}/looks')
  api.command(changePerson, { method: 'put', path: '/people/{personId}' })
  api.command(personLeaves, { method: 'post', path: '/people/{personId}/leave' })
  api.command(linkAccount, { method: 'put', path: '/people/{personId}/account' })
  api.command(showPhone, { method: 'post', path: '/people/{personId}/phone' })
  api.query(listTeams, '/teams')
  api.command(addTeam, { method: 'post', path: '/teams', status: 201 })
  api.query(showTeam, '/teams/{teamId}')
  api.command(changeTeam, { method: 'put', path: '/teams/{teamId}' })
}
