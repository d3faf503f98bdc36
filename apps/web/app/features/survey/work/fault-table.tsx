import type { FrameProblem } from '@kepu/contract/survey'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { useSurveyText } from './words.ts'

/** Every fault of an uploaded table with its row and its mend. */
export function FaultTable({ faults }: { faults: readonly FrameProblem[] }) {
  const text = useSurveyText()
  const columns: Columns<FrameProblem> = [
    { title: text.row, dataIndex: 'row', key: 'row' },
    { title: text.column, dataIndex: 'column', key: 'column' },
    { title: text.message, dataIndex: 'message', key: 'message', className: 'wrapping' },
  ]
  return (
    <DataTable
      label={text.frameProblems}
      rows={faults}
      columns={columns}
      rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
    />
  )
}
