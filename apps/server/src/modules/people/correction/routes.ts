import type { Api } from '../../../platform/http.ts'
import { decideCorrection, requestCorrection } from './commands.ts'
import { makeLink, requestOwnCorrection, showOwn, showOwnByLink } from './own.ts'
import { listCorrections } from './queries.ts'

export function correctionRoutes(api: Api): void {
  api.query(showOwn, '/own')
  api.query(showOwnByLink, '/counties/{county}/own')
  api.command(requestOwnCorrection, { method: 'post', path: '/counties/{county}/own/corrections', status: 201 })
  api.command(makeLink, { method: 'post', path: '/people/{personId}/links', status: 201 })
  api.query(listCorrections, '/person-corrections')
  api.command(requestCorrection, { method: 'post', path: '/people/{personId}/corrections', status: 201 })
  api.command(decideCorrection, { method: 'post', path: '/person-corrections/{correctionId}/decision' })
}
