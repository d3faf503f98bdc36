import { UnitView } from '@kepu/contract/organization'
import { HandoverRow, HandoverView, MakeHandover } from '@kepu/contract/plan-handover'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { verb } from '../../../../lib/verb.ts'
import { useCan, useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useHandoverText } from './words.ts'

const makeHandover = verb('POST', '/handovers', MakeHandover, HandoverView)
const Rows = z.object({ items: z.array(HandoverRow) })
const Units = z.object({ items: z.array(UnitView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [{ items }, units] = await Promise.all([api.get('/handovers', Rows), api.get('/units', Units)])
  const choices = units.items
    .filter(({ active, kind }) => active && kind !== 'village' && kind !== 'government')
    .map(({ id, name }) => ({ value: id, label: name }))
  return { items, choices }
}

/** Packs that were made, and the one click that makes one. */
export default function Handovers() {
  const { items, choices } = useLoaderData<typeof loader>()
  const text = useHandoverText()
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      {useCan('plan.handover.make') && <Make choices={choices} />}
      <DataTable label={text.title} rows={items} columns={useColumns()} rowKey={({ id }) => id} empty={text.empty} />
    </>
  )
}

function Make({ choices }: { choices: readonly { readonly value: string; readonly label: string }[] }) {
  const text = useHandoverText()
  const { me } = useWorkbench()
  const navigate = useNavigate()
  const { run, running, problem } = useCommand(makeHandover)
  const own = choices.find(({ value }) => value === me.unitId)
  const [unitId, setUnitId] = useState(own?.value)
  const make = async () => {
    if (unitId === undefined) return
    const outcome = await run({ unitId })
    if (outcome.ok) await navigate(`/desk/handover/${outcome.value.id}`)
  }
  return (
    <section className="panel">
      <ProblemAlert problem={problem} />
      <div className="filters">
        <Select
          aria-label={text.unit}
          placeholder={text.unit}
          value={unitId}
          onChange={setUnitId}
          options={[...choices]}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          className="filter"
        />
        <Button type="primary" loading={running} disabled={unitId === undefined} onClick={() => void make()}>
          {text.make}
        </Button>
      </div>
    </section>
  )
}

function useColumns(): Columns<HandoverRow> {
  const text = useHandoverText()
  const language = useLanguage()
  return [
    {
      title: text.unit,
      key: 'unit',
      render: (_, { id, unitName }) => <Link to={`/desk/handover/${id}`}>{unitName}</Link>,
    },
    { title: text.asOf, key: 'asOf', render: (_, { asOf }) => formatDay(asOf, language) },
    { title: text.madeBy, dataIndex: 'madeByName', key: 'madeBy' },
    { title: text.madeAt, key: 'madeAt', render: (_, { madeAt }) => formatInstant(madeAt) },
    { title: text.word, key: 'word', render: (_, { id }) => <a href={`/api/v1/handovers/${id}.docx`}>{text.word}</a> },
  ]
}
