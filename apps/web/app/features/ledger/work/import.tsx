import { Id } from '@kepu/contract'
import { ImportReport, type ImportRow, RecordImport } from '@kepu/contract/ledger'
import { Alert, Button, Checkbox, Result, Tag } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../ui/upload-box.tsx'
import { useCommand, useUpload } from '../../../ui/use-command.ts'
import { useFilters } from '../../../ui/use-filters.ts'
import ledgerCss from './ledger.css?url'
import { useLedgerText } from './words.ts'

const Recorded = z.object({ importId: Id, recorded: z.number() })
const recordImport = verb('POST', '/ledger/imports/{importId}/record', RecordImport, Recorded)

/** 从 Excel 导入: check first, record what a person confirms. */
export default function Import() {
  const text = useLedgerText()
  const [report, setReport] = useState<ImportReport | null>(null)
  const [recorded, setRecorded] = useState<number | null>(null)
  const upload = useUpload('/ledger/imports', ImportReport)
  const check = async (file: File) => {
    const outcome = await upload.run(file)
    if (outcome.ok) setReport(outcome.value)
  }
  const restart = () => {
    setReport(null)
    setRecorded(null)
  }
  return (
    <>
      <link rel="stylesheet" href={ledgerCss} precedence="ledger" />
      <PageHeader
        title={text.importTitle}
        lead={text.importLead}
        crumbs={[{ href: '/desk/ledger', label: text.title }]}
      />
      {recorded !== null && <Done recorded={recorded} onAnother={restart} />}
      {recorded === null && report !== null && <Check report={report} onRecorded={setRecorded} onAnother={restart} />}
      {report === null && (
        <section className="panel">
          <p className="steps">
            <Button href="/api/v1/ledger/import-template.xlsx">{text.template}</Button>
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

function Done({ recorded, onAnother }: { recorded: number; onAnother: () => void }) {
  const text = useLedgerText()
  return (
    <Result
      status="success"
      title={text.recorded(recorded)}
      extra={[
        <Button key="ledger" type="primary" href="/desk/ledger">
          {text.toLedger}
        </Button>,
        <Button key="another" onClick={onAnother}>
          {text.another}
        </Button>,
      ]}
    />
  )
}

interface CheckProps {
  readonly report: ImportReport
  readonly onRecorded: (rows: number) => void
  readonly onAnother: () => void
}

function Check({ report, onRecorded, onAnother }: CheckProps) {
  const text = useLedgerText()
  const [included, setIncluded] = useState<ReadonlySet<number>>(new Set())
  const { run, running, problem } = useCommand(recordImport)
  const wanted = useFilters().get('show')
  const count = report.ready + included.size
  const rows = report.rows.filter(
    ({ problems, duplicates }) =>
      wanted === null || (wanted === 'problems' ? problems.length > 0 : problems.length === 0 && duplicates.length > 0),
  )
  const toggle = (row: number, on: boolean) => {
    const next = new Set(included)
    if (on) next.add(row)
    else next.delete(row)
    setIncluded(next)
  }
  const record = async () => {
    const outcome = await run({ importId: report.importId, includeRows: [...included] })
    if (outcome.ok) onRecorded(outcome.value.recorded)
  }
  return (
    <>
      <Alert
        type={report.withProblems + report.withDuplicates > 0 ? 'warning' : 'success'}
        showIcon
        title={`${report.fileName}：${text.summary(report.ready, report.withProblems, report.withDuplicates)}`}
      />
      <ProblemAlert problem={problem} />
      <div className="steps">
        <ConfirmButton
          type="primary"
          disabled={count === 0}
          loading={running}
          question={text.record(count)}
          consequence={text.recordConfirm}
          onConfirm={() => void record()}
        >
          {text.record(count)}
        </ConfirmButton>
        <Button onClick={onAnother}>{text.another}</Button>
      </div>
      <FilterBar>
        <FilterSegments
          name="show"
          label={text.show}
          options={[
            { value: 'all', label: text.showAll },
            { value: 'problems', label: text.showProblems },
            { value: 'duplicates', label: text.showDuplicates },
          ]}
        />
      </FilterBar>
      <DataTable
        label={text.importTitle}
        rows={rows}
        rowKey={({ row }) => String(row)}
        columns={useRowColumns(included, toggle)}
      />
    </>
  )
}

function useRowColumns(included: ReadonlySet<number>, toggle: (row: number, on: boolean) => void): Columns<ImportRow> {
  const text = useLedgerText()
  return [
    { title: text.row, dataIndex: 'row', key: 'row' },
    { title: text.what, dataIndex: 'title', key: 'title', className: 'wrapping' },
    { title: text.occurredOn, dataIndex: 'occurredOn', key: 'occurredOn', className: 'day' },
    { title: text.unit, dataIndex: 'unitName', key: 'unitName' },
    { title: text.region, dataIndex: 'regionName', key: 'regionName' },
    {
      title: text.rowProblems,
      key: 'problems',
      className: 'wrapping',
      render: (_, row) => (
        <Findings row={row} included={included.has(row.row)} onToggle={(on) => toggle(row.row, on)} />
      ),
    },
  ]
}

function Findings({ row, included, onToggle }: { row: ImportRow; included: boolean; onToggle: (on: boolean) => void }) {
  const text = useLedgerText()
  if (row.problems.length === 0 && row.duplicates.length === 0) return <Tag color="green">{text.ok}</Tag>
  return (
    <>
      {row.problems.map(({ column, message }) => (
        <div key={column + message}>
          <Tag color="red">{column}</Tag>
          {message}
        </div>
      ))}
      {row.problems.length === 0 &&
        row.duplicates.map(({ id, title, occurredOn, row: other }) => (
          <div key={id ?? `row ${other}`}>
            {other === null ? text.rowDuplicate(title, occurredOn) : text.rowDuplicateRow(other)}
          </div>
        ))}
      {row.problems.length === 0 && (
        <Checkbox checked={included} onChange={({ target }) => onToggle(target.checked)}>
          {text.include}
        </Checkbox>
      )}
    </>
  )
}
