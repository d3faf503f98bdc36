import { pageOf } from '@kepu/contract'
import { LookView, PersonView } from '@kepu/contract/people'
import { CertificateRow } from '@kepu/contract/people-certificate'
import { MergeView, personFields } from '@kepu/contract/people-merge'
import { RecordSum } from '@kepu/contract/people-record'
import { Alert, Button, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { formatInstant, formatNumber } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { PersonActions } from './person-actions.tsx'
import { Certificates } from './person-certificates.tsx'
import { Merges } from './person-merges.tsx'
import { useFieldWords } from './person-words.ts'
import { usePeopleText } from './words.ts'

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { personId } = call.params
  const [person, choices, looks, merges, certificates, sum] = await Promise.all([
    api.get(path`/people/${personId}`, PersonView),
    readChoices(call),
    api.find(path`/people/${personId}/looks`, pageOf(LookView)),
    api.find(path`/people/${personId}/merges`, listOf(MergeView)),
    api.find(path`/people/${personId}/certificates`, listOf(CertificateRow)),
    api.get(withQuery('/service-records/sum', { personId: personId ?? null }), RecordSum),
  ])
  return { person, choices, looks, merges, certificates, sum }
}

/** One person: what is known, what they did, who looked. */
export default function Person() {
  const { person, choices, looks, merges, certificates, sum } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={person.name}
        crumbs={[{ href: '/desk/people', label: text.people }]}
        lead={
          <>
            {person.kinds.map((kind) => (
              <Tag key={kind}>{terms.personKind[kind]}</Tag>
            ))}
            {person.status !== 'active' && <Tag color="red">{terms.personStatus[person.status]}</Tag>}
          </>
        }
        actions={<PersonActions person={person} />}
      />
      {person.eraseOn !== null && <Alert type="info" showIcon title={text.eraseOn(person.eraseOn)} />}
      {person.mergedInto !== null && (
        <Alert
          type="info"
          showIcon
          title={text.mergedNote}
          action={
            <Link className="inline-link" to={`/desk/people/${person.mergedInto}`}>
              {text.openMerged}
            </Link>
          }
        />
      )}
      <Facts person={person} />
      <section className="panel">
        <h2>{text.records}</h2>
        <p>
          {text.sum(formatNumber(sum.services), formatNumber(sum.hours), formatNumber(sum.people))}{' '}
          <Link to={withQuery('/desk/records', { personId: person.id })} className="inline-link">
            {text.records}
          </Link>
        </p>
        <Button href={`/desk/people/${person.id}/dossier`}>{text.dossier}</Button>
      </section>
      {certificates !== null && <Certificates person={person} certificates={certificates.items} units={choices.own} />}
      {merges !== null && merges.items.length > 0 && <Merges merges={merges.items} />}
      {looks !== null && (
        <section className="panel">
          <h2>{text.looks}</h2>
          <DataTable
            label={text.looks}
            rows={looks.items}
            rowKey={({ id }) => id}
            empty={text.noLooks}
            columns={[
              { title: text.at, key: 'at', className: 'day', render: (_, { at }) => formatInstant(at) },
              { title: text.by, key: 'by', render: (_, look) => `${look.byName} ${look.unitName ?? ''}` },
              { title: text.purpose, key: 'purpose', render: (_, { purpose }) => terms.lookPurpose[purpose] },
              { title: text.note, dataIndex: 'note', key: 'note' },
            ]}
          />
        </section>
      )}
    </>
  )
}

function Facts({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const terms = useTerms()
  const say = useFieldWords()
  const shown = personFields.filter((field) => field !== 'name' && field !== 'kinds' && say(field, person) !== '')
  return (
    <section className="panel">
      <h2>{text.personFacts}</h2>
      <dl className="facts">
        {shown.flatMap((field) => [
          <dt key={field}>{terms.personField[field]}</dt>,
          <dd key={`${field} value`}>{say(field, person)}</dd>,
        ])}
      </dl>
      {person.teams.length > 0 && (
        <p>
          {text.inTeams}：
          {person.teams.map(({ id, name, leads }) => (
            <Link key={id} to={`/desk/teams/${id}`} className="chip inline-link">
              {name}
              {leads && `（${text.leader}）`}
            </Link>
          ))}
        </p>
      )}
    </section>
  )
}
