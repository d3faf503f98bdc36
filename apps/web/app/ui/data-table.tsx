import { Button, Empty, Table, type TableColumnType } from 'antd'
import type { ReactNode, TdHTMLAttributes } from 'react'
import { useNavigation } from 'react-router'
import { useFilters } from './use-filters.ts'
import { useUiText } from './words.ts'

export type Columns<T> = TableColumnType<T>[]

export interface DataTableProps<T> {
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: Columns<T>
  readonly rowKey: (row: T) => string
  /** Shown instead of no rows: what would be here, and how it gets here. */
  readonly empty?: ReactNode
  /** Cursor of the next page from the API's answer; leave it out for a list that is whole. */
  readonly next?: string | null
  readonly details?: (row: T) => ReactNode
}

/** A list as a table. Filters and pages live in the address (see `useFilters`), so the browser's back button works. */
export function DataTable<T extends object>({ label, rows, columns, rowKey, empty, next, details }: DataTableProps<T>) {
  const text = useUiText()
  const { state } = useNavigation()
  return (
    <section aria-label={label} className="data-table">
      <Table<T>
        dataSource={[...rows]}
        columns={labelled(columns)}
        rowKey={rowKey}
        size="middle"
        pagination={false}
        loading={{ spinning: state === 'loading', delay: 300 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty ?? text.empty} /> }}
        {...(details
          ? { expandable: { expandedRowRender: details, columnTitle: <span className="unseen">{text.details}</span> } }
          : {})}
      />
      {next !== undefined && <Pages next={next} />}
    </section>
  )
}

type LabelledCell = TdHTMLAttributes<HTMLElement> & { 'data-label': string }

/** On a phone each row becomes a block of lines; the style sheet takes a line's name from here. */
function labelled<T>(columns: Columns<T>): Columns<T> {
  return columns.map((column) => {
    const { title } = column
    if (typeof title !== 'string' || title === '') return column
    const cell: LabelledCell = { 'data-label': title }
    return { ...column, onCell: () => cell }
  })
}

function Pages({ next }: { next: string | null }) {
  const text = useUiText()
  const filters = useFilters()
  const first = filters.get('cursor') === null
  if (next === null && first) return null
  return (
    <nav className="pages" aria-label={text.nextPage}>
      {!first && <Button onClick={() => filters.next(null)}>{text.firstPage}</Button>}
      <Button disabled={next === null} onClick={() => filters.next(next)}>
        {text.nextPage}
      </Button>
    </nav>
  )
}
