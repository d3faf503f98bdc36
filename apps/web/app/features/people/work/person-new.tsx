import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { PageHeader } from '../../../ui/page-header.tsx'
import { readChoices } from './choices.ts'
import peopleCss from './people.css?url'
import { PersonForm } from './person-form.tsx'
import { usePeopleText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return readChoices(call)
}

/** 登记人员. */
export default function PersonNew() {
  const text = usePeopleText()
  return (
    <>
      <link rel="stylesheet" href={peopleCss} precedence="people" />
      <PageHeader title={text.add} crumbs={[{ href: '/desk/people', label: text.people }]} />
      <PersonForm person={null} choices={useLoaderData<typeof loader>()} />
    </>
  )
}
