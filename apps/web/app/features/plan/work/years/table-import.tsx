import type { YearPlanHeader } from '@kepu/contract/plan-year'
import { AnnualTableReport } from '@kepu/contract/plan-year-table'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../../ui/upload-box.tsx'
import { useUpload } from '../../../../ui/use-command.ts'
import type { Choices } from './choices.ts'
import { Proposals } from './proposals.tsx'
import { useYearsText } from './words.ts'

type Row = AnnualTableReport['rows'][number]

/** A workbook of tasks: checked row by row; what is right joins the proposals. */
export function TableImport({ header, choices }: { header: YearPlanHeader; choices: Choices }) {
  const text = useYearsText()
  const [report, setReport] = useState<AnnualTableReport | null>(null)
  const { run, running, problem } = useUpload(`/years/${header.id}/tables`, AnnualTableReport)
  const check = async (file: File) => {
    const outcome = await run(file)
    if (outcome.ok) setReport(outcome.value)
  }
  const columns = useRowColumns()
  const wrong = report?.rows.filter(({ problems }) => problems.length > 0) ?? []
  return (
    <>
      <section className="panel">
        <p>
          <Button href={`/api/v1/years/${header.id}.xlsx`}>{text.excel}</Button>
        </p>
        <ProblemAlert problem={problem} />
        <UploadBox
          accept={['.xlsx', '.csv']}
          hint={running ? text.tableChecking : text.tableHint}
          running={running}
          onFile={(file) => void check(file)}
        />
      </section>
      {report && (
        <Alert
          type={wrong.length > 0 ? 'warning' : 'success'}
          showIcon
          title={`${report.fileName}：${text.tableSummary(report.rows.length, report.ready)}`}
        />
      )}
      {wrong.length > 0 && (
        <DataTable label={text.sources.table} rows={wrong} rowKey={({ row }) => String(row)} columns={columns} />
      )}
      {report && report.ready > 0 && (
        <Proposals
          key={report.fileName + report.rows.length}
          header={header}
          proposals={report.rows.flatMap(({ proposal }) => proposal ?? [])}
          choices={choices}
        />
      )}
    </>
  )
}

function useRowColumns(): Columns<Row> {
  const text = useYearsText()
  return [
    { title: text.row, dataIndex: 'row', key: 'row' },
    { title: text.task, dataIndex: 'title', key: 'title', className: 'wrapping' },
    {
      title: text.basis,
      key: 'problems',
      className: 'wrapping',
      render: (_, { problems }) =>
        problems.map(({ column, message }) => (
          <div key={column + message}>
            <Tag color="red">{column}</Tag>
            {message}
          </div>
        )),
    },
  ]
}
