import { pageOf } from '@kepu/contract'
import { TodoView } from '@kepu/contract/notification'
import { Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../lib/format.ts'
import { useLanguage, useMessages } from '../../../lib/screen.tsx'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterSegments, FilterSelect } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { inboxEn } from './messages.en.ts'
import { type InboxText, inboxZh } from './messages.zh-CN.ts'
import { TodoActions } from './todo-actions.tsx'

const TodoPage = pageOf(TodoView)

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const wanted = (name: string) => searchParams.get(name)
  const query = { state: wanted('state'), unitId: wanted('unitId'), cursor: wanted('cursor') }
  return apiOf(call).get(withQuery('/todos', query), TodoPage)
}

/** One inbox for all modules. */
export default function Inbox() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = useInboxText()
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <InboxList items={items} next={next} />
    </>
  )
}

/** What stands open, or was done, with its filters in the address. */
export function InboxList({ items, next }: { items: readonly TodoView[]; next: string | null }) {
  const text = useInboxText()
  const filters = useFilters()
  const { me } = useWorkbench()
  const done = filters.get('state') === 'done'
  const units = new Map(me.grants.map((grant) => [grant.unitId, grant.unitName]))
  return (
    <>
      <FilterBar>
        <FilterSegments
          name="state"
          label={text.state}
          options={[
            { value: 'open', label: text.open },
            { value: 'done', label: text.done },
          ]}
        />
        {units.size > 1 && (
          <FilterSelect
            name="unitId"
            label={text.all}
            options={[...units].map(([value, label]) => ({ value, label }))}
          />
        )}
      </FilterBar>
      <DataTable
        label={text.title}
        rows={items}
        columns={columnsOf(text, useLanguage())}
        rowKey={(todo) => todo.id}
        empty={done ? text.emptyDone : text.empty}
        next={next}
      />
    </>
  )
}

export function useInboxText(): InboxText {
  return useMessages({ 'zh-CN': inboxZh, en: inboxEn })
}

function columnsOf(text: InboxText, language: 'zh-CN' | 'en'): Columns<TodoView> {
  return [
    {
      title: text.what,
      key: 'what',
      render: (_, todo) => (
        <>
          {sentenceOf(todo, text)} {todo.dueOn && <Tag color="orange">{text.due(formatDay(todo.dueOn, language))}</Tag>}
        </>
      ),
      className: 'wrapping',
    },
    { title: text.unit, dataIndex: 'unitName', key: 'unit', className: 'nowrap' },
    { title: text.openedAt, key: 'openedAt', className: 'nowrap', render: (_, todo) => formatInstant(todo.openedAt) },
    {
      title: text.actions,
      key: 'actions',
      className: 'nowrap',
      render: (_, todo) =>
        todo.doneAt ? `${text.doneAt} ${formatInstant(todo.doneAt)}` : <TodoActions todo={todo} text={text} />,
    },
  ]
}

function sentenceOf(todo: TodoView, text: InboxText): string {
  const sentence = new Map(Object.entries(text.sentences)).get(todo.kind)
  return sentence ? sentence((name) => todo.facts[name] ?? '') : text.other
}
