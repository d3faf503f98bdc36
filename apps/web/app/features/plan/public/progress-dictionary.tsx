import { ProgressDictionaryView } from '@kepu/contract/plan-evaluation'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { useShellText } from '../../../shell/words.ts'
import { Crumbs } from './parts.tsx'
import { useProgressText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const address = path`/counties/${call.params['county']}/progress/dictionary`
  return { dictionary: await apiOf(call).get(address, ProgressDictionaryView) }
}

/** What every column of the open data means. */
export default function PublicDictionary() {
  const { dictionary } = useLoaderData<typeof loader>()
  const text = useProgressText()
  const shell = useShellText()
  const { code } = useCounty()
  return (
    <article>
      <title>{text.dictionaryTitle}</title>
      <Crumbs
        label={shell.youAreHere}
        crumbs={[
          { href: `/${code}`, label: shell.home },
          { href: `/${code}/progress`, label: text.title },
        ]}
        here={text.dictionaryTitle}
      />
      <h1>{text.dictionaryTitle}</h1>
      <p>{dictionary.licence}</p>
      {dictionary.tables.map(({ table, title, columns }) => (
        <table key={table} id={table}>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.name}>
                <th scope="row">
                  {column.title} <small className="quiet">{column.name}</small>
                </th>
                <td>{column.meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </article>
  )
}
