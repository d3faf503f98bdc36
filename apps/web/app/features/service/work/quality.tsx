import { MeView } from '@kepu/contract/identity'
import {
  CallbackRounds,
  type CallbackView,
  callOutcomes,
  OrderSignals,
  type RatingSummary,
  type Score,
  scores,
  TeamRatings,
} from '@kepu/contract/service-rating'
import { Button, Form, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../lib/api.ts'
import { dayOf, formatDay, formatNumber } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import serviceCss from './service.css?url'
import { Signals } from './signals.tsx'
import { drawCallbacks, noteCallback, showPhone } from './verbs.ts'
import { useServiceText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { can } = await api.get('/me', MeView)
  const nothing = Promise.resolve({ items: [] })
  const [ratings, rounds, signals] = await Promise.all([
    api.get('/service/ratings', TeamRatings),
    can.includes('service.callback.list') ? api.get('/service/callbacks', CallbackRounds) : nothing,
    can.includes('service.signal.list') ? api.get('/service/signals', OrderSignals) : nothing,
  ])
  return { ratings, rounds: rounds.items, signals: signals.items }
}

/** 评单与回访: what residents said, who is called back, which orders a person should look at. */
export default function QualityPage() {
  const { ratings, rounds, signals } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const callsBack = useCan('service.callback.draw')
  const judges = useCan('service.signal.judge')
  const rows = [{ teamId: '', teamName: text.allTeams, ...ratings.all }, ...ratings.teams]
  return (
    <>
      <link rel="stylesheet" href={serviceCss} precedence="service" />
      <PageHeader
        title={text.quality}
        lead={text.qualityLead}
        crumbs={[{ href: '/desk/service', label: text.title }]}
      />
      <section className="panel">
        <h2>{text.ratings}</h2>
        <DataTable label={text.ratings} rows={rows} columns={useRatingColumns()} rowKey={({ teamId }) => teamId} />
      </section>
      {callsBack && (
        <section className="panel">
          <h2>{text.callbacks}</h2>
          <p className="quiet">{text.callbacksLead}</p>
          <Draw />
          {rounds.length === 0 && <p>{text.noCallbacks}</p>}
          {rounds.map((round) => (
            <Round key={round.id} round={round} />
          ))}
        </section>
      )}
      {judges && <Signals signals={signals} />}
    </>
  )
}

type RatingRow = RatingSummary & { teamId: string; teamName: string }

function useRatingColumns(): Columns<RatingRow> {
  const text = useServiceText()
  const terms = useTerms()
  const counts = (row: RatingRow) =>
    row.counts === null
      ? text.tooFew
      : row.counts.map(({ score, count }) => `${terms.score[score]} ${count}`).join('，')
  return [
    { title: text.team, key: 'team', dataIndex: 'teamName' },
    { title: text.confirmed, key: 'confirmed', dataIndex: 'confirmed', className: 'nowrap' },
    { title: text.rated, key: 'rated', dataIndex: 'rated', className: 'nowrap' },
    { title: text.unrated, key: 'unrated', dataIndex: 'unrated', className: 'nowrap' },
    { title: text.ratings, key: 'counts', className: 'wrapping', render: (_, row) => counts(row) },
    { title: text.mean, key: 'mean', className: 'nowrap', render: (_, { mean }) => formatNumber(mean, 2) },
    { title: text.byCallback, key: 'byCallback', dataIndex: 'byCallback', className: 'nowrap' },
  ]
}

interface Drawn {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly seed?: number | null
}

function Draw() {
  const text = useServiceText()
  const { run, running, problem, clear } = useCommand(drawCallbacks)
  const submit = async ({ seed, ...said }: Drawn) =>
    (await run({ ...said, ...(typeof seed === 'number' ? { seed } : {}) })).ok
  return (
    <FormDialog<Drawn>
      title={text.draw}
      button={{ type: 'primary' }}
      initial={{ size: 10 }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="from" label={text.from} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={text.to} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="size" label={text.drawSize} rules={[{ required: true }]}>
        <InputNumber min={1} max={500} />
      </Form.Item>
      <Form.Item name="seed" label={text.drawSeed}>
        <InputNumber min={0} max={4_294_967_295} />
      </Form.Item>
    </FormDialog>
  )
}

function Round({ round }: { round: CallbackRounds['items'][number] }) {
  const text = useServiceText()
  const language = useLanguage()
  const day = (iso: string) => formatDay(iso, language)
  return (
    <section>
      <h3>{text.drawn(day(dayOf(round.drawnAt)), round.drawnByName)}</h3>
      <p className="quiet">
        {text.drawnFrom(day(round.from), day(round.to), round.listSize)} · {text.seed} {round.seed}
      </p>
      <p className="quiet">
        {text.listHash} <span className="hash">{round.listHash}</span>
      </p>
      <DataTable label={text.callbacks} rows={round.calls} columns={useCallColumns()} rowKey={({ id }) => id} />
    </section>
  )
}

function useCallColumns(): Columns<CallbackView> {
  const text = useServiceText()
  const terms = useTerms()
  const open = (call: CallbackView) => call.outcome === null || call.outcome === 'noAnswer'
  return [
    {
      title: text.service,
      key: 'title',
      className: 'wrapping',
      render: (_, call) => <Link to={`/desk/service/orders/${call.orderId}`}>{call.title}</Link>,
    },
    { title: text.place, key: 'place', dataIndex: 'regionName', className: 'nowrap' },
    { title: text.phone, key: 'phone', className: 'nowrap', render: (_, call) => <Phone call={call} /> },
    {
      title: text.callOutcome,
      key: 'outcome',
      render: (_, call) => (
        <Space wrap>
          {call.outcome && terms.callOutcome[call.outcome]}
          {call.score && terms.score[call.score]}
          {open(call) && <NoteCall call={call} />}
        </Space>
      ),
    },
  ]
}

/** The number shows when it's asked for; the look is written down. */
function Phone({ call }: { call: CallbackView }) {
  const text = useServiceText()
  const [phone, setPhone] = useState<string | null>(null)
  const { run, running, problem } = useCommand(showPhone)
  const look = async () => {
    const outcome = await run({ callbackId: call.id })
    if (outcome.ok) setPhone(outcome.value.phone)
  }
  if (phone !== null) return <a href={`tel:${phone}`}>{phone}</a>
  return (
    <Space>
      {call.phoneMasked}
      <Button size="small" loading={running} onClick={look}>
        {text.showPhone}
      </Button>
      <ProblemAlert problem={problem} />
    </Space>
  )
}

interface Noted {
  readonly outcome: (typeof callOutcomes)[number]
  readonly score?: Score
  readonly comment?: string
}

function NoteCall({ call }: { call: CallbackView }) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(noteCallback)
  const submit = async ({ outcome, score, comment }: Noted) =>
    (await run({ callbackId: call.id, outcome, score: score ?? null, comment: comment || null })).ok
  return (
    <FormDialog<Noted>
      title={text.noteCall}
      button={{ size: 'small' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="outcome" label={text.callOutcome} rules={[{ required: true }]}>
        <Select options={callOutcomes.map((value) => ({ value, label: terms.callOutcome[value] }))} />
      </Form.Item>
      <Form.Item name="score" label={text.callScore}>
        <Select allowClear options={scores.map((value) => ({ value, label: terms.score[value] }))} />
      </Form.Item>
      <Form.Item name="comment" label={text.note}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
