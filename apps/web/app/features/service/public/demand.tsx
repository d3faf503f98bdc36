import { PublicDemand } from '@kepu/contract/service-demand'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useMatchText } from '../match-words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { demand: await apiOf(call).get(path`/counties/${call.params['county']}/service/demand`, PublicDemand) }
}

/** What people want to hear, by topic and by township: no small count, no name, no script. */
export default function PublicDemandPage() {
  const { demand } = useLoaderData<typeof loader>()
  const text = useMatchText()
  const language = useLanguage()
  const { topic: topicNames } = useTerms()
  const { from, to, asked, served, byTopic, byTownship } = demand
  const told = (count: number | null) => (count === null ? text.few : count)
  return (
    <>
      <title>{text.publicTitle}</title>
      <h1>{text.publicTitle}</h1>
      <p className="quiet">{text.publicLead(formatDay(from, language), formatDay(to, language))}</p>
      <p>{text.publicSum(asked, served)}</p>
      {byTopic.length > 0 && (
        <table>
          <caption>{text.byTopic}</caption>
          <thead>
            <tr>
              <th scope="col">{text.topic}</th>
              <th scope="col">{text.asked}</th>
              <th scope="col">{text.servedCount}</th>
              <th scope="col">{text.offered}</th>
            </tr>
          </thead>
          <tbody>
            {byTopic.map((row) => (
              <tr key={row.topic}>
                <th scope="row">{topicNames[row.topic]}</th>
                <td>{told(row.asked)}</td>
                <td>{row.served ?? '—'}</td>
                <td>{row.offered ? text.isOffered : text.publicMissing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table>
        <caption>{text.byTownship}</caption>
        <thead>
          <tr>
            <th scope="col">{text.township}</th>
            <th scope="col">{text.asked}</th>
          </tr>
        </thead>
        <tbody>
          {byTownship.map((row) => (
            <tr key={row.regionCode}>
              <th scope="row">{row.regionName}</th>
              <td>{told(row.asked)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
