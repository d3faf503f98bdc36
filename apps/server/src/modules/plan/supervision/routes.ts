import type { Api } from '../../../platform/http.ts'
import { setSupervision } from './commands/set.ts'
import { listLights, showLightBoard, showSupervision } from './queries.ts'

export function supervisionRoutes(api: Api): void {
  api.query(showLightBoard, '/supervision/board')
  api.query(listLights, '/supervision/lights')
  api.query(showSupervision, '/supervision/setting')
  api.command(setSupervision, { method: 'put', path: '/supervision/setting' })
}
