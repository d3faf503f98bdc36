import type { Api } from '../../../platform/http.ts'
import { showChain, showOrigin, showSentences } from './queries.ts'

export function traceRoutes(api: Api): void {
  api.query(showSentences, '/plans/{planId}/sentences')
  api.query(showChain, '/plans/{planId}/sentence')
  api.query(showOrigin, '/plans/{planId}/origin')
}
