import type { Api } from '../../../platform/http.ts'
import { mergePeople, notSame, undoMerge } from './commands.ts'
import { comparePeople, listDuplicates, listMerges } from './queries.ts'

export function mergeRoutes(api: Api): void {
  api.query(listDuplicates, '/people-duplicates')
  api.query(comparePeople, '/people/{personId}/comparison')
  api.query(listMerges, '/people/{personId}/merges')
  api.command(notSame, { method: 'post', path: '/people-duplicates/dismissal' })
  api.command(mergePeople, { method: 'post', path: '/people-merges', status: 201 })
  api.command(undoMerge, { method: 'post', path: '/people-merges/{mergeId}/undo' })
}
