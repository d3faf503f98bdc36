import { DuplicateView, NotSame } from '@kepu/contract/people-merge'
import { Button } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

const Duplicates = z.object({ items: z.array(DuplicateView) })
const notSame = verb('POST', '/people-duplicates/dismissal', NotSame, z.unknown())

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get('/people-duplicates', Duplicates)
}

/** 疑似重复: pairs with the reasons that anybody can add up. */
export default function DuplicateList() {
  const { items } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const { run, running, problem } = useCommand(notSame)
  const person = ({ id, name, unitName, phoneMasked }: DuplicateView['one']) => (
    <>
      <Link to={`/desk/people/${id}`} className="inline-link">
        {name}
      </Link>{' '}
      {unitName} {phoneMasked}
    </>
  )
  const columns: Columns<DuplicateView> = [
    { title: `${text.person} 1`, key: 'one', className: 'wrapping', render: (_, { one }) => person(one) },
    { title: `${text.person} 2`, key: 'other', className: 'wrapping', render: (_, { other }) => person(other) },
    {
      title: text.why,
      key: 'why',
      className: 'wrapping',
      render: (_, { likeness }) =>
        `${text.score(likeness.score)}：${likeness.reasons
          .map(({ reason, points }) => `${terms.likeness[reason]} ${points > 0 ? '+' : ''}${points}`)
          .join('，')}`,
    },
    {
      title: text.actions,
      key: 'actions',
      render: (_, { one, other }) => (
        <>
          <Button size="small" type="primary" href={withQuery(`/desk/people/${one.id}/compare`, { other: other.id })}>
            {text.compare}
          </Button>{' '}
          <Button size="small" loading={running} onClick={() => void run({ oneId: one.id, otherId: other.id })}>
            {text.notSame}
          </Button>
        </>
      ),
    },
  ]
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.duplicates}
        lead={text.duplicatesLead}
        crumbs={[{ href: '/desk/people', label: text.people }]}
      />
      <ProblemAlert problem={problem} />
      <DataTable
        label={text.duplicates}
        rows={items}
        columns={columns}
        rowKey={({ one, other }) => one.id + other.id}
        empty={text.noDuplicates}
      />
    </>
  )
}
