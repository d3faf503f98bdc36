import { pageOf } from '@kepu/contract'
import { PersonRow } from '@kepu/contract/people'
import { TeamPage } from '@kepu/contract/people-team'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { readChoices } from './choices.ts'
import { TeamForm } from './team-form.tsx'
import { usePeopleText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { teamId } = call.params
  const [page, choices, people] = await Promise.all([
    teamId === undefined ? null : api.get(path`/teams/${teamId}`, TeamPage),
    readChoices(call),
    api.get('/people?limit=200', pageOf(PersonRow)),
  ])
  const options = people.items.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))
  const known = new Set(options.map(({ value }) => value))
  // Members beyond the first two hundred people stay choosable by their names.
  for (const { id, name } of page?.members ?? []) if (!known.has(id)) options.push({ value: id, label: name })
  return { page, choices, people: options }
}

/** 组建或修改服务队. */
export default function TeamEdit() {
  const { page, choices, people } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const crumbs = [{ href: '/desk/teams', label: text.teams }]
  if (page !== null) crumbs.push({ href: `/desk/teams/${page.team.id}`, label: page.team.name })
  return (
    <>
      <PageHeader title={page === null ? text.addTeam : text.edit} crumbs={crumbs} />
      <TeamForm page={page} choices={choices} people={people} />
    </>
  )
}
