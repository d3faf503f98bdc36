import type { Api } from '../../../platform/http.ts'
import { decideCorrection, requestCorrection } from './commands.ts'
import { listCorrections } from './queries.ts'

export function correctionRoutes(api: Api): void {
  api.query(listCorrections, '/person-corrections')
  api.command(requestCorrection, { method: 'post', path: '/people/{personId}/corrections', status: 201 })
  api.command(decideCorrection, { method: 'post', path: '/person-corrections/{correctionId}/decision' })
}
