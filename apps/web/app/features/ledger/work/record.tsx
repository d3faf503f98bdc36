import { DeliveryView, RecordDelivery } from '@kepu/contract/ledger'
import { Alert, App, Button, Form, Space } from 'antd'
import { useMemo } from 'react'
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import { dayOf } from '../../../lib/format.ts'
import { verb } from '../../../lib/verb.ts'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { type DeliveryDraft, DeliveryForm } from './delivery-form.tsx'
import { DeliveryHints } from './delivery-hints.tsx'
import { type Candidate, candidatesOf } from './duplicate.ts'
import ledgerCss from './ledger.css?url'
import { measureOptions, readVocabulary, regionOptions, taskOptions, unitsBelow } from './vocabulary.ts'
import { useLedgerText } from './words.ts'

const recordDelivery = verb('POST', '/ledger/deliveries', RecordDelivery, DeliveryView)

export async function loader(call: LoaderFunctionArgs) {
  return readVocabulary(call)
}

/** 登记一条: what was done outside Kepu, once. */
export default function Record() {
  const { units, regions, purposes } = useLoaderData<typeof loader>()
  const text = useLedgerText()
  const { me, county } = useWorkbench()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [form] = Form.useForm<DeliveryDraft>()
  const [params] = useSearchParams()
  const { run, running, problem } = useCommand(recordDelivery)
  const candidates = candidatesOf(problem)
  const own = useMemo(() => {
    const below = unitsBelow(units, new Set(me.grants.map(({ unitId }) => unitId)))
    const mine = below.toSorted((a, b) => Number(b.id === me.unitId) - Number(a.id === me.unitId))
    return mine.map(({ id, name }) => ({ value: id, label: name }))
  }, [units, me])

  const submit = async (draft: DeliveryDraft, notDuplicate: boolean, next: 'leave' | 'stay') => {
    const { occurredOn, reach, note, ...facts } = draft
    const outcome = await run({
      ...facts,
      ...(note ? { note } : {}),
      occurredOn: occurredOn.format('YYYY-MM-DD'),
      reach: reach.map(({ persons, ...one }) => ({ ...one, persons: persons ?? null })),
      notDuplicate,
    })
    if (!outcome.ok) return
    void message.success(text.saved)
    if (next === 'leave') await navigate(`/desk/ledger/${outcome.value.id}`)
    else form.resetFields(['title', 'reach', 'note'])
  }
  /** Checks the fields first; what is missing says so beside its field. */
  const again = (notDuplicate: boolean, next: 'leave' | 'stay') => () =>
    void form.validateFields().then(
      (draft) => submit(draft, notDuplicate, next),
      () => {},
    )
  return (
    <>
      <link rel="stylesheet" href={ledgerCss} precedence="ledger" />
      <PageHeader title={text.newTitle} lead={text.newLead} crumbs={[{ href: '/desk/ledger', label: text.title }]} />
      <DeliveryForm
        form={form}
        today={dayOf(county.now)}
        units={own}
        regions={regionOptions(regions)}
        ownRegion={units.find(({ id }) => id === (params.get('unitId') ?? own[0]?.value))?.regionCode ?? null}
        known={knownFrom(params)}
        tasks={taskOptions(purposes)}
        measuresOf={(taskId) => measureOptions(purposes, taskId)}
        onSubmit={(draft) => void submit(draft, false, 'leave')}
      >
        <DeliveryHints form={form} />
        {candidates !== null ? (
          <Duplicate candidates={candidates} running={running} onAnyway={again(true, 'leave')} />
        ) : (
          <ProblemAlert problem={problem} />
        )}
        <Space wrap style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
          <Button disabled={running} onClick={again(false, 'stay')}>
            {text.saveAnother}
          </Button>
        </Space>
      </DeliveryForm>
    </>
  )
}

/** A link may bring the task, the measure and the body along. */
function knownFrom(params: URLSearchParams) {
  const names = ['taskId', 'measureId', 'unitId'] as const
  return Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : [])))
}

/** Entries that look alike, and the way on for a person who knows better. */
function Duplicate({
  candidates,
  running,
  onAnyway,
}: {
  candidates: readonly Candidate[]
  running: boolean
  onAnyway: () => void
}) {
  const text = useLedgerText()
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={text.similar}
      description={
        <>
          <ul className="candidates">
            {candidates.map(({ id, title, occurredOn, unitName }) => (
              <li key={id}>
                <a href={`/desk/ledger/${id}`} target="_blank" rel="noreferrer">
                  {title}
                </a>{' '}
                {occurredOn} {unitName}
              </li>
            ))}
          </ul>
          <Button loading={running} onClick={onAnyway}>
            {text.anyway}
          </Button>
        </>
      }
    />
  )
}
