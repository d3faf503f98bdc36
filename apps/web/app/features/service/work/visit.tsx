import { Id } from '@kepu/contract'
import { KitList, rescheduleReasons, VisitView } from '@kepu/contract/service-visit'
import { App, Button, Descriptions, Form, Input, Select, Space } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { FinishDialog } from './finish-dialog.tsx'
import { type When, WhenFields } from './schedule-dialog.tsx'
import serviceCss from './service.css?url'
import { arriveAtVisit, rescheduleVisit } from './verbs.ts'
import { useServiceText } from './words.ts'

const Shown = z.object({ visit: VisitView, members: z.array(z.object({ id: Id, name: z.string() })) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { visit, members } = await api.get(path`/visits/${call.params['visitId']}`, Shown)
  const { day, startsAt, endsAt } = visit
  const kits = visit.can.includes('service.visit.reschedule')
    ? (await api.get(withQuery('/service/kits', { day, startsAt, endsAt }), KitList)).items
    : []
  return { visit, members, kits: kits.filter(({ active }) => active) }
}

/** One visit: when, where, with what, for which orders; moved or noted as done from here. */
export default function VisitPage() {
  const { visit, members, kits } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const language = useLanguage()
  const title = `${formatDay(visit.day, language)} ${visit.regionName}`
  const can = new Set(visit.can)
  return (
    <>
      <link rel="stylesheet" href={serviceCss} precedence="service" />
      <PageHeader
        title={title}
        crumbs={[
          { href: '/desk/service', label: text.title },
          { href: '/desk/service/visits', label: text.calendar },
        ]}
        actions={<Button onClick={() => window.print()}>{text.print}</Button>}
      />
      <VisitFacts visit={visit} />
      <Space wrap className="order-actions">
        {can.has('service.visit.finish') && <FinishDialog visit={visit} members={members} />}
        {can.has('service.visit.reschedule') && <Reschedule visit={visit} kits={kits} />}
        {can.has('service.visit.arrive') && <Arrive visit={visit} />}
      </Space>
    </>
  )
}

function VisitFacts({ visit }: { visit: VisitView }) {
  const text = useServiceText()
  const terms = useTerms()
  const heads = visit.heads.map(({ audience, count }) => `${terms.audience[audience]} ${count}`).join('，')
  const moved = visit.lastMove === null ? '' : `${text.moved(visit.moves)}（${terms.rescheduleReason[visit.lastMove]}）`
  const rows: [string, React.ReactNode][] = [
    [text.status, [terms.visitStatus[visit.status], moved].filter(Boolean).join(' · ')],
    [text.team, visit.teamName],
    [text.from, `${visit.startsAt}–${visit.endsAt}`],
    [text.where, [visit.regionName, visit.place].filter(Boolean).join(' · ')],
    [text.kits, visit.kits.map(({ name }) => name).join('、')],
    [text.heads, heads],
    [text.arrivedAt, visit.arrivedAt === null ? '' : `${visit.arrivedAt}–${visit.leftAt}`],
    [
      text.orders,
      visit.orders.map(({ id, title }) => (
        <div key={id}>
          <Link to={`/desk/service/orders/${id}`}>{title}</Link>
        </div>
      )),
    ],
    [text.inLedger, visit.deliveryId && <Link to={`/desk/ledger/${visit.deliveryId}`}>{text.inLedger}</Link>],
  ]
  return (
    <section className="panel">
      <Descriptions
        column={{ xs: 1, sm: 1, md: 2 }}
        size="small"
        items={rows.filter(([, value]) => value).map(([label, value]) => ({ key: label, label, children: value }))}
      />
    </section>
  )
}

interface Moved extends When {
  readonly why: VisitView['lastMove'] & string
  readonly note?: string
}

function Reschedule({ visit, kits }: { visit: VisitView; kits: readonly { id: string; name: string }[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(rescheduleVisit)
  const submit = async ({ note, kitIds = [], ...said }: Moved) =>
    (await run({ visitId: visit.id, version: visit.version, kitIds, note: note || null, ...said })).ok
  return (
    <FormDialog<Moved>
      title={text.reschedule}
      initial={{
        day: visit.day,
        startsAt: visit.startsAt,
        endsAt: visit.endsAt,
        kitIds: visit.kits.map(({ id }) => id),
      }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <Form.Item name="why" label={text.why} rules={[{ required: true }]}>
        <Select options={rescheduleReasons.map((value) => ({ value, label: terms.rescheduleReason[value] }))} />
      </Form.Item>
      <WhenFields kits={kits} />
      <Form.Item name="note" label={text.note}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}

function Arrive({ visit }: { visit: VisitView }) {
  const text = useServiceText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(arriveAtVisit)
  const arrive = async () => {
    if ((await run({ visitId: visit.id, version: visit.version })).ok) message.success(text.done)
  }
  return (
    <>
      <Button loading={running} onClick={arrive} title={text.arriveHint}>
        {text.arrive}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
