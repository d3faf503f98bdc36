import { PersonView } from '@kepu/contract/people'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { PersonForm } from './person-form.tsx'
import { usePeopleText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const [person, choices] = await Promise.all([
    apiOf(call).get(path`/people/${call.params['personId']}`, PersonView),
    readChoices(call),
  ])
  return { person, choices }
}

/** 修改人员信息. */
export default function PersonEdit() {
  const { person, choices } = useLoaderData<typeof loader>()
  const text = usePeopleText()
  const crumbs = [
    { href: '/desk/people', label: text.people },
    { href: `/desk/people/${person.id}`, label: person.name },
  ]
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader title={text.edit} crumbs={crumbs} />
      <PersonForm person={person} choices={choices} />
    </>
  )
}
