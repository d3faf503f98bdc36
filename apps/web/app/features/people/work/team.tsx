import { TeamPage } from '@kepu/contract/people-team'
import { Button, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import peopleCss from './people.css?url'
import { usePeopleText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/teams/${call.params['teamId']}`, TeamPage)
}

/** One team: what it offers, who is in it. */
export default function Team() {
  const { team, members } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const terms = useTerms()
  const free = team.availability.weekly.map(
    ({ weekday, part }) => `${text.weekdays[weekday - 1]}${terms.dayPart[part]}`,
  )
  const rows: readonly (readonly [string, string | null])[] = [
    [text.unit, team.unitName],
    [text.leader, team.leaderName],
    [text.topics, team.topics.map((topic) => terms.topic[topic]).join('、')],
    [text.audiences, team.audiences.map((one) => terms.audience[one]).join('、')],
    [text.languages, team.languages.map((one) => terms.language[one]).join('、')],
    [text.start, team.regionName],
    [text.radius, text.km(team.radiusKm)],
    [text.weeklyVisits, `${team.weeklyVisits}`],
    [text.availability, free.length === 0 ? text.anyTime : free.join('、')],
    [text.platformNumber, team.platformNumber],
    [text.note, team.note],
  ]
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader
        title={team.name}
        crumbs={[{ href: '/desk/teams', label: text.teams }]}
        lead={<Tag color={team.active ? 'green' : 'default'}>{team.active ? text.active : text.inactive}</Tag>}
        actions={
          team.can.includes('people.team.change') && (
            <Button type="primary" href={`/desk/teams/${team.id}/edit`}>
              {text.edit}
            </Button>
          )
        }
      />
      <section className="panel">
        <dl className="facts">
          {rows.flatMap(([label, value]) =>
            value ? [<dt key={label}>{label}</dt>, <dd key={`${label} value`}>{value}</dd>] : [],
          )}
        </dl>
      </section>
      <section className="panel">
        <h2>
          {text.members}（{team.memberCount}）
        </h2>
        {members.length === 0 && team.memberCount > 0 && <p className="quiet">{text.membersHidden}</p>}
        <p>
          {members.map(({ id, name, kinds }) => (
            <Link key={id} to={`/desk/people/${id}`} className="chip inline-link">
              {name} {kinds.map((kind) => terms.personKind[kind]).join('、')}
            </Link>
          ))}
        </p>
      </section>
    </>
  )
}
