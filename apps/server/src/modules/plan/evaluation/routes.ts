import type { MeasuredValueView, ProgressTableView } from '@kepu/contract/plan-evaluation'
import { csv } from '../../../platform/csv.ts'
import type { Api } from '../../../platform/http.ts'
import { correctMeasuredValue, recordMeasuredValue, withdrawMeasuredValue } from './commands/measure.ts'
import { releaseProgress } from './commands/release.ts'
import { writeEvaluationSection } from './commands/write-section.ts'
import {
  listMeasuredValues,
  showEvaluation,
  showMeasuredValue,
  showProgress,
  showProgressDictionary,
  showProgressTable,
} from './queries.ts'
import { evaluationReport } from './report.ts'

const CSV = 'text/csv; charset=utf-8'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const VALUE_COLUMNS = [
  'id',
  'version',
  'indicator',
  'year',
  'measured_on',
  'value',
  'unit',
  'low',
  'high',
  'level',
  'sample_size',
  'scoring_rule',
  'method',
  'source',
  'status',
]

function valueRow(value: MeasuredValueView) {
  const { id, version, indicatorName, year, measuredOn, unit, interval, sampleSize, scoringRule, method, source } =
    value
  const [low, high, level] = [interval?.low ?? null, interval?.high ?? null, interval?.level ?? null]
  const facts = [id, version, indicatorName, year, measuredOn, value.value, unit, low, high, level, sampleSize]
  return [...facts, scoringRule, method, source, value.status]
}

function tableCsv({ columns, rows }: ProgressTableView): string {
  return csv(
    columns.map(({ title }) => title),
    rows,
  )
}

export function evaluationRoutes(api: Api): void {
  api.query(listMeasuredValues, '/measured-values')
  api.query(showMeasuredValue, '/counties/{county}/measured-values/{valueId}', {
    csv: { mediaType: CSV, write: (value) => csv(VALUE_COLUMNS, [valueRow(value)]) },
  })
  api.command(recordMeasuredValue, { method: 'post', path: '/measured-values', status: 201 })
  api.command(correctMeasuredValue, { method: 'put', path: '/measured-values/{valueId}' })
  api.command(withdrawMeasuredValue, { method: 'post', path: '/measured-values/{valueId}/withdrawal' })

  api.query(showEvaluation, '/evaluation', {
    docx: {
      mediaType: DOCX,
      fileName: ({ countyName, provisional }) =>
        `${countyName}全民科学素质行动${provisional ? '阶段' : '总结'}评估报告.docx`,
      write: evaluationReport,
    },
  })
  api.command(writeEvaluationSection, { method: 'put', path: '/evaluation/sections/{section}' })

  api.query(showProgress, '/counties/{county}/progress')
  api.query(showProgressDictionary, '/counties/{county}/progress/dictionary')
  api.query(showProgressTable, '/counties/{county}/progress/tables/{table}', {
    csv: { mediaType: CSV, fileName: ({ title, asOf }) => `${title}${asOf}.csv`, write: tableCsv },
  })
  api.command(releaseProgress, { method: 'post', path: '/progress/editions', status: 201 })
}
