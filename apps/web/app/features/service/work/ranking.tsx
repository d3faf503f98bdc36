import { TeamRanking } from '@kepu/contract/service-match'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMatchText } from '../match-words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { ranking: await apiOf(call).get(path`/orders/${call.params['orderId']}/teams`, TeamRanking) }
}

/** 推荐队伍 of one order, on a page of its own. */
export default function RankingPage() {
  const { ranking } = useLoaderData<typeof loader>()
  const text = useMatchText()
  return (
    <>
      <PageHeader title={text.rankingTitle} />
      <Ranking ranking={ranking} />
    </>
  )
}

type Ranked = TeamRanking['ranked'][number]

/** Who should go, best first, each reason in words with what it weighs; and who can't. */
export function Ranking({ ranking }: { ranking: TeamRanking }) {
  const text = useMatchText()
  const language = useLanguage()
  const { from, to, ranked, passedOver, position, weights } = ranking
  const columns: Columns<Ranked> = [
    {
      title: text.team,
      key: 'team',
      render: (_, { teamName, unitName }) => (
        <>
          {teamName}
          <div className="quiet">{unitName}</div>
        </>
      ),
    },
    { title: text.score, key: 'score', render: (_, { score }) => <strong>{Math.round(100 * score)}</strong> },
    { title: text.reasons, key: 'reasons', render: (_, one) => <Reasons ranked={one} weights={weights} /> },
  ]
  return (
    <section>
      <p className="quiet">{text.rankingLead(formatDay(from, language), formatDay(to, language))}</p>
      <p className="quiet">{text.position[position]}</p>
      <DataTable
        label={text.rankingTitle}
        rows={ranked}
        columns={columns}
        rowKey={({ teamId }) => teamId}
        empty={passedOver.length > 0 ? text.nobody : text.noTeams}
      />
      {passedOver.length > 0 && (
        <details>
          <summary>{text.passedOver(passedOver.length)}</summary>
          <ul>
            {passedOver.map(({ teamId, teamName, reason }) => (
              <li key={teamId}>
                {teamName}：
                {reason.code === 'service.match.outOfRadius'
                  ? text.reason[reason.code](reason)
                  : text.reason[reason.code]()}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Reasons({ ranked, weights }: { ranked: Ranked; weights: TeamRanking['weights'] }) {
  const text = useMatchText()
  const { matchPart } = useTerms()
  return (
    <ul className="reasons">
      {ranked.parts.map((part) => (
        <li key={part.name}>
          <meter min={0} max={1} value={part.value} aria-label={matchPart[part.name]} /> {matchPart[part.name]}：
          {text.sentence[part.name](part)} <small className="quiet">{text.weight(weights[part.name])}</small>
        </li>
      ))}
    </ul>
  )
}
