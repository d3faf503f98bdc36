import type { Api } from '../../../platform/http.ts'
import { cancelAssignment, changeAssignment, confirmAssignment, proposeAssignment } from './planning/commands.ts'
import { listAssignments, showAssignment } from './planning/queries.ts'
import { rankTeamsForOrder, showMatchSettings } from './queries.ts'
import { changeMatchSettings, locatePlace } from './settings.ts'

export function matchRoutes(api: Api): void {
  api.query(rankTeamsForOrder, '/orders/{orderId}/teams')
  api.query(showMatchSettings, '/match-settings')
  api.command(changeMatchSettings, { method: 'put', path: '/match-settings' })
  api.command(locatePlace, { method: 'put', path: '/places/{regionCode}' })
  api.query(listAssignments, '/assignments')
  api.query(showAssignment, '/assignments/{planningId}')
  api.command(proposeAssignment, { method: 'post', path: '/assignments', status: 201 })
  api.command(cancelAssignment, { method: 'post', path: '/assignments/{planningId}/cancel' })
  api.command(changeAssignment, { method: 'put', path: '/assignments/{planningId}/rows/{orderId}' })
  api.command(confirmAssignment, { method: 'post', path: '/assignments/{planningId}/confirm' })
}
