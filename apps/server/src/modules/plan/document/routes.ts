import { PlanProposal } from '@kepu/contract/plan'
import { csv } from '../../../platform/csv.ts'
import type { Api } from '../../../platform/http.ts'
import { describeOther } from '../../../platform/openapi.ts'
import type { Representation } from '../../../platform/route.ts'
import { type ContentStore, readUpload } from '../../file/index.ts'
import { acknowledgeDuties } from './commands/acknowledge.ts'
import { discardDraft, editDraft, undoEdit } from './commands/edit-draft.ts'
import { importPlan } from './commands/import-plan.ts'
import { publishPlan } from './commands/publish-plan.ts'
import { parseUpload, prepareImport } from './import-file.ts'
import { dutiesDocument, matrixWorkbook } from './matrix-documents.ts'
import {
  listPlans,
  showDiff,
  showDraft,
  showFigure,
  showMatrix,
  showPlan,
  showTrace,
  showUnitDuties,
} from './queries.ts'

const ENDINGS = ['docx', 'txt', 'md', 'pdf'] as const
const MAX_UPLOAD = 20_000_000
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const CSV = 'text/csv; charset=utf-8'

const figureCsv: Representation<Parameters<typeof figureRow>[0]> = {
  mediaType: CSV,
  write: (figure) =>
    csv(
      ['figure', 'indicator', 'year', 'comparator', 'value', 'unit', 'role', 'of', 'source', 'quote', 'revision'],
      [figureRow(figure)],
    ),
}

function figureRow(figure: {
  id: string
  indicator: string
  year: number | null
  comparator: string
  value: number
  unit: string
  role: string
  of: string | null
  source: string
  quote: string | null
  revision: number
}) {
  const { id, indicator, year, comparator, value, unit, role, of, source, quote, revision } = figure
  return [id, indicator, year, comparator, value, unit, role, of, source, quote, revision]
}

const MARK = { lead: '牵头', responsible: '责任', implementer: '实施' } as const

export function documentRoutes(api: Api, contents: ContentStore): void {
  api.query(listPlans, '/counties/{county}/plans')
  api.query(showPlan, '/counties/{county}/plans/{planId}')
  api.query(showMatrix, '/counties/{county}/plans/{planId}/matrix', {
    xlsx: { mediaType: XLSX, fileName: ({ title }) => `${title}任务分工矩阵.xlsx`, write: matrixWorkbook },
    csv: {
      mediaType: CSV,
      write: ({ tasks, units, cells }) =>
        csv(
          ['类别', '序号', '任务', '单位', '职责'],
          cells.map((cell) => {
            const task = tasks[cell.task]
            return [
              task?.category ?? '',
              task?.number ?? null,
              task?.title ?? '',
              units[cell.unit]?.name ?? '',
              MARK[cell.role],
            ]
          }),
        ),
    },
  })
  api.query(showTrace, '/counties/{county}/plans/{planId}/trace')
  api.query(showUnitDuties, '/counties/{county}/units/{unitId}/duties')
  api.query(showFigure, '/counties/{county}/figures/{figureId}', { csv: figureCsv })
  api.query(showDraft, '/plans/{planId}/draft')
  api.query(showDiff, '/plans/{planId}/diff')
  api.command(editDraft, { method: 'post', path: '/plans/{planId}/edits' })
  api.command(undoEdit, { method: 'post', path: '/plans/{planId}/undo' })
  api.command(publishPlan, { method: 'post', path: '/plans/{planId}/publish' })
  api.command(discardDraft, { method: 'post', path: '/plans/{planId}/discard' })
  api.command(acknowledgeDuties, { method: 'post', path: '/plans/{planId}/acknowledge' })
  planDocuments(api)
  planUploads(api, contents)
}

/** The Word table of duties is another form of the whole plan. */
function planDocuments(api: Api): void {
  api.query({ ...showPlan, name: 'plan.duties.document' }, '/counties/{county}/plans/{planId}/duties', {
    docx: { mediaType: DOCX, fileName: ({ header }) => `${header.title}重点任务分工.docx`, write: dutiesDocument },
  })
}

function planUploads(api: Api, contents: ContentStore): void {
  const readDocument = (request: Request) => readUpload(request, ENDINGS, MAX_UPLOAD)
  describeOther(api.app.openAPIRegistry, {
    operationId: 'plan.plan.parse',
    path: '/plans/parse',
    output: PlanProposal,
    upload: true,
  })
  api.app.post('/plans/parse', async (context) => {
    await api.actor(context.req.raw)
    const { proposal, text } = await parseUpload(await readDocument(context.req.raw))
    return context.json(context.req.query('text') === '1' ? { ...proposal, text } : proposal)
  })
  api.upload(importPlan, { method: 'post', path: '/plans', status: 201 }, async (request) =>
    prepareImport(contents, await readDocument(request)),
  )
}
