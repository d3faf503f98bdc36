import type { AnnualChangePage, AnnualChangeView, AnnualDifference } from '@kepu/contract/plan-year-change'
import { Link } from 'react-router'
import { formatInstant } from '../../../../lib/format.ts'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import type { YearsText } from './messages.zh-CN.ts'
import { useYearsText } from './words.ts'

type Names = AnnualChangePage['names']

/** 调整记录: every change after issuing, field by field, with its reason. */
export function Changes({ page }: { page: AnnualChangePage }) {
  const text = useYearsText()
  return (
    <DataTable
      label={text.tabs.changes}
      rows={page.items}
      rowKey={({ id }) => id}
      columns={useColumns(page.names)}
      empty={text.noChanges}
      next={page.next}
    />
  )
}

function useColumns(names: Names): Columns<AnnualChangeView> {
  const text = useYearsText()
  return [
    { title: text.changedAt, key: 'at', render: (_, { changedAt }) => formatInstant(changedAt) },
    {
      title: text.task,
      key: 'task',
      className: 'wrapping',
      render: (_, { annualTaskId, taskTitle }) => <Link to={`/desk/annual-tasks/${annualTaskId}`}>{taskTitle}</Link>,
    },
    {
      title: text.content,
      key: 'content',
      className: 'wrapping',
      render: (_, { differences }) => <Differences differences={differences} names={names} />,
    },
    { title: text.reason, dataIndex: 'reason', key: 'reason', className: 'wrapping' },
    {
      title: text.changedBy,
      key: 'by',
      render: (_, { changedByName, receipts }) => (
        <>
          {changedByName}
          <br />
          <small className="quiet">
            {text.signed(receipts.filter(({ receivedAt }) => receivedAt !== null).length, receipts.length)}
          </small>
        </>
      ),
    },
  ]
}

function Differences({ differences, names }: { differences: readonly AnnualDifference[]; names: Names }) {
  const text = useYearsText()
  return (
    <ul className="differences">
      {differences.map((one) => (
        <li key={`${one.field} ${'unitId' in one ? one.unitId : 'nodeId' in one ? one.nodeId : ''}`}>
          <b>{text.fields[one.field]}</b> {sentenceOf(one, names, text)}
        </li>
      ))}
    </ul>
  )
}

function sentenceOf(one: AnnualDifference, names: Names, text: YearsText): string {
  switch (one.field) {
    case 'withdrawn':
      return ''
    case 'title':
    case 'startsOn':
    case 'dueOn':
      return text.fromTo(one.before, one.after)
    case 'deliverable':
      return text.fromTo(one.before ?? text.nothing, one.after ?? text.nothing)
    case 'purpose': {
      const nameOf = ({ taskId, measureId }: { taskId: string; measureId: string | null }) =>
        names[measureId ?? taskId] ?? ''
      return text.fromTo(nameOf(one.before), nameOf(one.after))
    }
    case 'target': {
      const wordsOf = (target: typeof one.before) =>
        target === null ? text.nothing : `${text.scopes[target.scope]} ${text.amount(target.quantity, target.unit)}`
      const [before, after] = [wordsOf(one.before), wordsOf(one.after)]
      return before === after ? text.ruleChanged : text.fromTo(before, after)
    }
    case 'duty': {
      const wordOf = (role: typeof one.before) => (role === null ? text.nothing : text.roles[role])
      return `${names[one.unitId] ?? ''}：${text.fromTo(wordOf(one.before), wordOf(one.after))}`
    }
    case 'node': {
      const wordsOf = ({ title, dueOn, quantity }: NonNullable<typeof one.before>) =>
        [title, dueOn, quantity ?? ''].join(' ').trim()
      if (one.before === null) return `${text.added}：${one.after ? wordsOf(one.after) : ''}`
      if (one.after === null) return `${text.gone}：${wordsOf(one.before)}`
      return text.fromTo(wordsOf(one.before), wordsOf(one.after))
    }
  }
}
