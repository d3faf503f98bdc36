import { PersonView } from '@kepu/contract/people'
import { ComparisonView, MergePeople, type PersonField, personFields } from '@kepu/contract/people-merge'
import { Radio } from 'antd'
import { useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import peopleCss from './people.css?url'
import { useFieldWords } from './person-words.ts'
import { usePeopleText } from './words.ts'

const merge = verb('POST', '/people-merges', MergePeople, PersonView)

export async function loader(call: LoaderFunctionArgs) {
  const otherId = new URL(call.request.url).searchParams.get('other')
  return apiOf(call).get(withQuery(path`/people/${call.params['personId']}/comparison`, { otherId }), ComparisonView)
}

/** Two records side by side; each value that differs is chosen. */
export default function Compare() {
  const { one, other, likeness, different, can } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const navigate = useNavigate()
  const [kept, setKept] = useState<'one' | 'other'>('one')
  const [take, setTake] = useState<ReadonlySet<PersonField>>(new Set())
  const { run, running, problem } = useCommand(merge)
  const [keep, gone] = kept === 'one' ? [one, other] : [other, one]
  const sideOf = (field: PersonField) => (take.has(field) ? gone : keep)
  const choose = (field: PersonField, person: PersonView) => {
    const next = new Set(take)
    if (person.id === gone.id) next.add(field)
    else next.delete(field)
    setTake(next)
  }
  const submit = async () => {
    const outcome = await run({
      keepId: keep.id,
      keepVersion: keep.version,
      mergeId: gone.id,
      mergeVersion: gone.version,
      take: [...take],
    })
    if (outcome.ok) await navigate(`/desk/people/${keep.id}`)
  }
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={text.compareTitle}
        lead={text.compareLead}
        crumbs={[
          { href: '/desk/people', label: text.people },
          { href: '/desk/people/duplicates', label: text.duplicates },
        ]}
      />
      <p>
        {text.score(likeness.score)}：{likeness.reasons.map(({ reason }) => terms.likeness[reason]).join('，')}
      </p>
      <section className="panel">
        <table className="side-by-side">
          <thead>
            <tr>
              <th scope="col">{text.change}</th>
              {[one, other].map((person, i) => (
                <th scope="col" key={person.id}>
                  <Radio checked={keep.id === person.id} onChange={() => setKept(i === 0 ? 'one' : 'other')}>
                    {text.keepThis}
                  </Radio>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {personFields.map((field) => (
              <Row
                key={field}
                field={field}
                people={[one, other]}
                differs={different.includes(field)}
                chosen={sideOf(field).id}
                onChoose={(person) => choose(field, person)}
              />
            ))}
          </tbody>
        </table>
        <ProblemAlert problem={problem} />
        {can.includes('people.merge.make') && (
          <ConfirmButton
            type="primary"
            loading={running}
            question={text.mergeQuestion}
            consequence={text.mergeConsequence}
            onConfirm={() => void submit()}
          >
            {text.merge}
          </ConfirmButton>
        )}
      </section>
    </>
  )
}

interface RowProps {
  readonly field: PersonField
  readonly people: readonly PersonView[]
  readonly differs: boolean
  readonly chosen: string
  readonly onChoose: (person: PersonView) => void
}

function Row({ field, people, differs, chosen, onChoose }: RowProps) {
  const terms = useTerms()
  const say = useFieldWords()
  return (
    <tr className={differs ? 'differs' : ''}>
      <th scope="row">{terms.personField[field]}</th>
      {people.map((person) => {
        const words = say(field, person) || '—'
        return (
          <td key={person.id}>
            {differs ? (
              <Radio checked={chosen === person.id} onChange={() => onChoose(person)}>
                {words}
              </Radio>
            ) : (
              words
            )}
          </td>
        )
      })}
    </tr>
  )
}
