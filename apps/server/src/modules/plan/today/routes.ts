import type { Api } from '../../../platform/http.ts'
import { showToday } from './queries.ts'

export function todayRoutes(api: Api): void {
  api.query(showToday, '/today')
}
