import type { Api } from '../../../platform/http.ts'
import { makeHandover } from './commands.ts'
import { handoverDocument } from './document.ts'
import { listHandovers, showHandover } from './queries.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function handoverRoutes(api: Api): void {
  api.query(listHandovers, '/handovers')
  api.query(showHandover, '/handovers/{handoverId}', {
    docx: {
      mediaType: DOCX,
      fileName: ({ content }) => `${content.unitName}科学素质工作交接单${content.asOf}.docx`,
      write: handoverDocument,
    },
  })
  api.command(makeHandover, { method: 'post', path: '/handovers', status: 201 })
}
