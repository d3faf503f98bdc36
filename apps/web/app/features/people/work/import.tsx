import {
  AppliedPersonImport,
  ApplyPersonImport,
  PersonImportReport,
  type PersonImportRow,
} from '@kepu/contract/people-import'
import { Alert, Button, Result, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../ui/upload-box.tsx'
import { useCommand, useUpload } from '../../../ui/use-command.ts'
import { useFilters } from '../../../ui/use-filters.ts'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const apply = verb('POST', '/people-imports/{importId}/apply', ApplyPersonImport, AppliedPersonImport)
type Applied = z.infer<typeof AppliedPersonImport>

/** 导入名单: compared first, applied when a person says so. */
export default function ImportPeople() {
  const text = usePeopleText()
  const [report, setReport] = useState<PersonImportReport | null>(null)
  const [applied, setApplied] = useState<Applied | null>(null)
  const upload = useUpload('/people-imports', PersonImportReport)
  const check = async (file: File) => {
    const outcome = await upload.run(file)
    if (outcome.ok) setReport(outcome.value)
  }
  const restart = () => {
    setReport(null)
    setApplied(null)
  }
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.importTitle}
        lead={text.importLead}
        crumbs={[{ href: '/desk/people', label: text.people }]}
      />
      {applied !== null && (
        <Result
          status="success"
          title={text.applied(applied.added, applied.changed)}
          extra={[
            <Button key="people" type="primary" href="/desk/people">
              {text.people}
            </Button>,
            <Button key="another" onClick={restart}>
              {text.another}
            </Button>,
          ]}
        />
      )}
      {applied === null && report !== null && <Report report={report} onApplied={setApplied} onAnother={restart} />}
      {report === null && (
        <section className="panel">
          <p className="steps">
            <Button href="/api/v1/people-import-template.xlsx">{text.template}</Button>{' '}
            <span className="quiet">{text.templateHint}</span>
          </p>
          <ProblemAlert problem={upload.problem} />
          <UploadBox
            accept={['.xlsx', '.csv']}
            hint={upload.running ? text.checking : text.importHint}
            running={upload.running}
            onFile={(file) => void check(file)}
          />
        </section>
      )}
    </>
  )
}

interface ReportProps {
  readonly report: PersonImportReport
  readonly onApplied: (applied: Applied) => void
  readonly onAnother: () => void
}

function Report({ report, onApplied, onAnother }: ReportProps) {
  const text = usePeopleText()
  const terms = useTerms()
  const { run, running, problem } = useCommand(apply)
  const wanted = useFilters().get('show')
  const count = (outcome: PersonImportRow['outcome']) => report.rows.filter((row) => row.outcome === outcome).length
  const ready = count('new') + count('changed')
  const rows = report.rows.filter(({ outcome }) => wanted === null || outcome === wanted)
  const submit = async () => {
    const outcome = await run({ importId: report.importId })
    if (outcome.ok) onApplied(outcome.value)
  }
  return (
    <>
      <Alert
        type={count('problem') > 0 ? 'warning' : 'success'}
        showIcon
        title={`${report.fileName}：${text.summary(count('new'), count('changed'), count('same'), count('problem'))}`}
      />
      <ProblemAlert problem={problem} />
      <div className="steps">
        <ConfirmButton
          type="primary"
          disabled={ready === 0}
          loading={running}
          question={text.apply(ready)}
          consequence={text.applyConfirm}
          onConfirm={() => void submit()}
        >
          {text.apply(ready)}
        </ConfirmButton>
        <Button onClick={onAnother}>{text.another}</Button>
      </div>
      <FilterBar>
        <FilterSegments
          name="show"
          label={text.show}
          options={[
            { value: 'all', label: text.all },
            ...Object.entries(terms.importOutcome).map(([value, label]) => ({ value, label })),
          ]}
        />
      </FilterBar>
      <DataTable label={text.importTitle} rows={rows} rowKey={({ row }) => String(row)} columns={useColumns()} />
    </>
  )
}

const COLOURS = { new: 'green', changed: 'blue', same: 'default', problem: 'red' } as const

function useColumns(): Columns<PersonImportRow> {
  const text = usePeopleText()
  const terms = useTerms()
  return [
    { title: text.row, dataIndex: 'row', key: 'row' },
    { title: text.name, dataIndex: 'name', key: 'name' },
    {
      title: text.outcome,
      key: 'outcome',
      render: (_, { outcome }) => <Tag color={COLOURS[outcome]}>{terms.importOutcome[outcome]}</Tag>,
    },
    {
      title: text.difference,
      key: 'difference',
      className: 'wrapping',
      render: (_, { changes, faults, outcome }) => (
        <>
          {faults.map(({ column, fault, value }) => (
            <div key={column + fault}>
              <b>{column}</b> {value && `「${value}」`}
              {terms.importFault[fault]}
            </div>
          ))}
          {outcome === 'changed' &&
            changes.map(({ field, before, after }) => (
              <div key={field}>
                <b>{terms.personField[field]}</b> {before || '—'} → {after || '—'}
              </div>
            ))}
        </>
      ),
    },
  ]
}
