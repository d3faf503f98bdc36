import type { Api } from '../../../platform/http.ts'
import { showBurden } from './queries.ts'

export function burdenRoutes(api: Api): void {
  api.query(showBurden(api), '/burden')
}
