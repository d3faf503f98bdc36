import { MeView } from '@kepu/contract/identity'
import { PlanningView } from '@kepu/contract/service-match'
import { Alert, App, Progress } from 'antd'
import { useEffect } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { Outline } from '../../../lib/projection.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { CountyMap } from '../../../ui/county-map.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { useMatchText } from '../match-words.ts'
import { PlanningCompare } from './planning-compare.tsx'
import { PlanningRows } from './planning-rows.tsx'
import { cancelAssignment, confirmAssignment } from './planning-verbs.ts'

const LOOK_EVERY_MS = 2_000

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const view = await api.get(path`/assignments/${call.params['planningId']}`, PlanningView)
  const { county } = await api.get('/me', MeView)
  return { view, outline: await api.find(path`/counties/${county}/outline`, Outline) }
}

/** One proposal: how far it is, what it is worth, where it leads; changed row by row, confirmed as a whole. */
export default function PlanningPage() {
  const { view, outline } = useLoaderData<typeof loader>()
  const { header, rows } = view
  const text = useMatchText()
  const language = useLanguage()
  const { planningStatus } = useTerms()
  const { revalidate } = useRevalidator()
  const running = header.status === 'running'
  useEffect(() => {
    if (!running) return
    const clock = setInterval(() => void revalidate(), LOOK_EVERY_MS)
    return () => clearInterval(clock)
  }, [running, revalidate])
  return (
    <>
      <PageHeader
        title={text.planningOf(header.unitName, formatDay(header.from, language), formatDay(header.to, language))}
        crumbs={[{ href: '/desk/service/planning', label: text.planningTitle }]}
        lead={planningStatus[header.status]}
        actions={<Actions view={view} />}
      />
      {running && <Running view={view} />}
      {header.status === 'failed' && <Alert type="error" showIcon title={text.failed} />}
      {header.result && <PlanningCompare result={header.result} travel={view.travel} />}
      {header.result && <Trips view={view} outline={outline} />}
      {!running && header.status !== 'failed' && <PlanningRows view={view} rows={rows} />}
    </>
  )
}

function Running({ view }: { view: PlanningView }) {
  const text = useMatchText()
  const { stage, done } = view.header.progress
  return (
    <section className="panel narrow" aria-live="polite">
      <p>
        {text.running} {text.stage[stage]}
      </p>
      <Progress percent={Math.round(100 * done)} aria-label={text.stage[stage]} />
    </section>
  )
}

function Actions({ view }: { view: PlanningView }) {
  const text = useMatchText()
  const { message } = App.useApp()
  const confirming = useCommand(confirmAssignment)
  const cancelling = useCommand(cancelAssignment)
  const { id: planningId, version, can } = view.header
  const planned = view.rows.filter(({ teamId, dropped }) => teamId !== null && !dropped).length
  const confirm = async () => {
    const outcome = await confirming.run({ planningId, version })
    if (outcome.ok) message.success(text.confirmed(outcome.value.offered, outcome.value.moved, outcome.value.refused))
  }
  return (
    <>
      {can.includes('service.assignment.confirm') && (
        <ConfirmButton
          type="primary"
          disabled={planned === 0}
          loading={confirming.running}
          question={text.confirmQuestion(planned)}
          consequence={text.confirmConsequence}
          onConfirm={confirm}
        >
          {text.confirm}
        </ConfirmButton>
      )}
      {can.includes('service.assignment.cancel') && (
        <ConfirmButton
          loading={cancelling.running}
          question={text.cancelQuestion}
          consequence={text.cancelConsequence}
          onConfirm={() => cancelling.run({ planningId, version })}
        >
          {text.cancel}
        </ConfirmButton>
      )}
      <ProblemAlert problem={confirming.problem ?? cancelling.problem} />
    </>
  )
}

const TONES = 4

/** Every trip as a line from the team's home through its stops and back. */
function Trips({ view, outline }: { view: PlanningView; outline: Outline | null }) {
  const text = useMatchText()
  const positions = new Map(view.rows.map(({ orderId, position }) => [orderId, position]))
  const lines = view.trips.flatMap(({ teamId, day, home, orderIds }, i) => {
    const stops = orderIds.flatMap((id) => {
      const position = positions.get(id)
      return position ? [position] : []
    })
    return home && stops.length > 0
      ? [{ key: `${teamId}/${day}`, points: [home, ...stops, home], tone: i % TONES }]
      : []
  })
  const visited = Map.groupBy(
    view.rows.filter(({ teamId, dropped, position }) => teamId !== null && !dropped && position !== null),
    ({ regionCode }) => regionCode,
  )
  const most = Math.max(1, ...[...visited.values()].map((list) => list.length))
  const marks = [...visited].flatMap(([key, list]) => {
    const [first] = list
    return first?.position
      ? [
          {
            key,
            position: first.position,
            label: first.regionName,
            figure: list.length > 1 ? String(list.length) : '',
            weight: list.length / most,
          },
        ]
      : []
  })
  if (marks.length === 0) return null
  return (
    <section>
      <h2>{text.map}</h2>
      <CountyMap
        label={text.mapLabel(lines.length, marks.length)}
        outline={outline}
        marks={marks}
        lines={lines}
        named={marks.length <= 25}
      />
    </section>
  )
}
