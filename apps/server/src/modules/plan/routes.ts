import type { Api } from '../../platform/http.ts'
import type { ContentStore } from '../file/index.ts'
import { appraisalRoutes } from './appraisal/routes.ts'
import { burdenRoutes } from './burden/routes.ts'
import { documentRoutes } from './document/routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { handoverRoutes } from './handover/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { todayRoutes } from './today/routes.ts'
import { traceRoutes } from './trace/routes.ts'
import { yearRoutes } from './year/routes.ts'

export function planRoutes(api: Api, contents: ContentStore): void {
  documentRoutes(api, contents)
  reportRoutes(api)
  burdenRoutes(api)
  yearRoutes(api)
  supervisionRoutes(api)
  evaluationRoutes(api)
  traceRoutes(api)
  handoverRoutes(api)
  appraisalRoutes(api)
  todayRoutes(api)
}
