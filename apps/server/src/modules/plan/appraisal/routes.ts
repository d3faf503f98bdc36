import type { AppraisalView, SchemeView, SheetView } from '@kepu/contract/plan-appraisal'
import type { Api } from '../../../platform/http.ts'
import type { Representation } from '../../../platform/route.ts'
import { readTable, readUpload } from '../../file/index.ts'
import {
  answerObjection,
  confirmSheet,
  discloseAppraisal,
  raiseObjection,
  reopenAppraisal,
} from './commands/disclose.ts'
import { computeAppraisal, enterScores, openAppraisal } from './commands/prepare.ts'
import { releaseAppraisal } from './commands/release.ts'
import { discardScheme, importScheme, openScheme, publishScheme, rewriteScheme } from './commands/scheme.ts'
import { appraisalDocument, appraisalWorkbook, sheetDocument } from './documents.ts'
import {
  listAppraisalsQuery,
  listSchemesQuery,
  showAppraisal,
  showScheme,
  showSheet,
  verifyAppraisal,
} from './queries.ts'
import { schemeFromGrid, schemeFromJson, schemeJson, schemeWorkbook } from './scheme-workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const MAX_UPLOAD = 2_000_000
const MAX_ROWS = 1000

const schemeForms: Readonly<Record<string, Representation<SchemeView>>> = {
  xlsx: {
    mediaType: XLSX,
    fileName: ({ header }) => `${header.title}.xlsx`,
    write: ({ scheme }) => schemeWorkbook(scheme),
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
    fileName: ({ header }) => `${header.title}.json`,
    write: ({ scheme }) => schemeJson(scheme),
  },
}

const appraisalForms: Readonly<Record<string, Representation<AppraisalView>>> = {
  docx: { mediaType: DOCX, fileName: ({ header }) => `${header.title}.docx`, write: appraisalDocument },
  xlsx: { mediaType: XLSX, fileName: ({ header }) => `${header.title}.xlsx`, write: appraisalWorkbook },
}

const sheetForms: Readonly<Record<string, Representation<SheetView>>> = {
  docx: { mediaType: DOCX, fileName: ({ sheet }) => `${sheet.unitName}评分表.docx`, write: sheetDocument },
}

export function appraisalRoutes(api: Api): void {
  api.query(listSchemesQuery, '/appraisal-schemes')
  api.query(showScheme, '/appraisal-schemes/{schemeId}', schemeForms)
  api.command(openScheme, { method: 'post', path: '/appraisal-schemes', status: 201 })
  api.upload(importScheme, { method: 'post', path: '/appraisal-schemes/import', status: 201 }, readScheme)
  api.command(rewriteScheme, { method: 'put', path: '/appraisal-schemes/{schemeId}' })
  api.command(publishScheme, { method: 'post', path: '/appraisal-schemes/{schemeId}/publish' })
  api.command(discardScheme, { method: 'delete', path: '/appraisal-schemes/{schemeId}' })

  api.query(listAppraisalsQuery, '/appraisals')
  api.query(showAppraisal, '/appraisals/{appraisalId}', appraisalForms)
  api.query(showSheet, '/appraisals/{appraisalId}/sheets/{unitId}', sheetForms)
  api.query(verifyAppraisal, '/appraisals/{appraisalId}/verification')
  api.command(openAppraisal, { method: 'post', path: '/appraisals', status: 201 })
  api.command(computeAppraisal, { method: 'post', path: '/appraisals/{appraisalId}/computation' })
  api.command(enterScores, { method: 'post', path: '/appraisals/{appraisalId}/entries', status: 201 })
  api.command(discloseAppraisal, { method: 'post', path: '/appraisals/{appraisalId}/disclosure' })
  api.command(reopenAppraisal, { method: 'post', path: '/appraisals/{appraisalId}/reopening' })
  api.command(releaseAppraisal, { method: 'post', path: '/appraisals/{appraisalId}/release' })
  api.command(confirmSheet, { method: 'post', path: '/appraisals/{appraisalId}/confirmation' })
  api.command(raiseObjection, { method: 'post', path: '/appraisals/{appraisalId}/objections', status: 201 })
  api.command(answerObjection, { method: 'post', path: '/objections/{objectionId}/answer' })
}

/** A workbook is read in a thread of bounded time and memory; the title is the file's name. */
async function readScheme(request: Request) {
  const { name, bytes } = await readUpload(request, ['xlsx', 'csv', 'json'], MAX_UPLOAD)
  if (name.toLowerCase().endsWith('.json')) return { fileName: name, scheme: schemeFromJson(bytes) }
  const title = name.replace(/\.(xlsx|csv)$/i, '').slice(0, 100)
  return {
    fileName: name,
    scheme: schemeFromGrid(await readTable({ name, bytes }, MAX_ROWS), title.length < 4 ? `考核办法 ${title}` : title),
  }
}
