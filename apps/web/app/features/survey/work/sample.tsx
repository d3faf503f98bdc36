import type { DrawView, SurveyView } from '@kepu/contract/survey'
import { Alert, Button, Form, Input, InputNumber, Space } from 'antd'
import { formatInstant, formatNumber } from '../../../lib/format.ts'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterText } from '../../../ui/filter-bar.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { useFilters } from '../../../ui/use-filters.ts'
import { CheckButton } from './check-button.tsx'
import { drawSample } from './verbs.ts'
import { WherePicture } from './where-picture.tsx'
import { percent, useSurveyText } from './words.ts'

/** The drawn sample, and the way to it. */
export function SampleTab({ survey }: { survey: SurveyView }) {
  const text = useSurveyText()
  const { header, frame, draw, design, earlierDraws } = survey
  const townships = new Map(frame?.townships.map(({ code, name }) => [code, name]))
  const mayDraw = header.can.includes('survey.draw.make')
  return (
    <>
      <section className="panel no-print">
        <p>{text.sampleLead}</p>
        {frame === null ? <p className="quiet">{text.needFrame}</p> : mayDraw && <Draw survey={survey} />}
      </section>
      {draw !== null && (
        <>
          {(draw.frameId !== frame?.id || JSON.stringify(draw.design) !== JSON.stringify(design)) && (
            <Alert type="info" showIcon title={text.designChanged} />
          )}
          <Facts draw={draw} />
          <WherePicture draw={draw} townships={townships} />
          <Strata draw={draw} />
          <Villages draw={draw} townships={townships} />
        </>
      )}
      {earlierDraws.length > 0 && (
        <section className="panel">
          <h2>{text.earlier}</h2>
          <ul>
            {earlierDraws.map(({ id, drawnAt, drawnByName, seed, sha256 }) => (
              <li key={id}>
                {text.drawnBy(drawnByName, formatInstant(drawnAt), seed)} <code>{sha256.slice(0, 16)}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface Wish {
  readonly seed: number
  readonly reason?: string
}

function Draw({ survey: { header, draw } }: { survey: SurveyView }) {
  const text = useSurveyText()
  const { run, running, problem, clear } = useCommand(drawSample)
  return (
    <FormDialog<Wish>
      title={draw === null ? text.draw : text.drawAgain}
      button={{ type: draw === null ? 'primary' : 'default' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (wish) => (await run({ surveyId: header.id, version: header.version, ...wish })).ok}
    >
      <Form.Item name="seed" label={text.seed} extra={text.seedHelp} rules={[{ required: true }]}>
        <InputNumber min={0} max={2_147_483_647} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      {draw !== null && (
        <Form.Item name="reason" label={text.reason} rules={[{ required: true, min: 4, max: 200 }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
      )}
    </FormDialog>
  )
}

function Facts({ draw }: { draw: DrawView }) {
  const text = useSurveyText()
  return (
    <section className="panel">
      <p>
        {text.drawnBy(draw.drawnByName, formatInstant(draw.drawnAt), draw.seed)}
        {draw.reason !== null && ` · ${draw.reason}`}
      </p>
      <p className="quiet">
        {draw.method} · {text.hash} <code>{draw.sha256.slice(0, 16)}</code>
      </p>
      <Space className="no-print" wrap>
        <Button type="primary" href={`/api/v1/draws/${draw.id}.xlsx`}>
          {text.download}
        </Button>
        <CheckButton address={`/api/v1/draws/${draw.id}/check`} label={text.check} />
      </Space>
    </section>
  )
}

function Strata({ draw }: { draw: DrawView }) {
  const text = useSurveyText()
  const columns: Columns<DrawView['strata'][number]> = [
    { title: text.stratum, dataIndex: 'name', key: 'name' },
    { title: text.frameVillages, dataIndex: 'villages', key: 'villages', align: 'right' },
    { title: text.totals.adults, key: 'adults', align: 'right', render: (_, { adults }) => formatNumber(adults) },
    { title: text.drawn, dataIndex: 'drawn', key: 'drawn', align: 'right' },
    { title: text.certain, dataIndex: 'certain', key: 'certain', align: 'right' },
  ]
  return (
    <section className="panel">
      <h2>{text.strataTable}</h2>
      <DataTable label={text.strataTable} rows={draw.strata} columns={columns} rowKey={({ key }) => key} />
    </section>
  )
}

function Villages({ draw, townships }: { draw: DrawView; townships: ReadonlyMap<string, string> }) {
  const text = useSurveyText()
  const wanted = useFilters().get('text') ?? ''
  const columns: Columns<DrawView['villages'][number]> = [
    { title: text.township, key: 'township', render: (_, { code }) => townships.get(code.slice(0, 9)) ?? '' },
    { title: text.village, dataIndex: 'name', key: 'name' },
    { title: text.urban, key: 'urban', render: (_, { urban }) => (urban ? text.town : text.country) },
    { title: text.households, key: 'households', align: 'right', render: (_, one) => formatNumber(one.households) },
    { title: text.totals.adults, key: 'adults', align: 'right', render: (_, { adults }) => formatNumber(adults) },
    { title: text.probability, key: 'p', align: 'right', render: (_, one) => percent(one.probability, 2) },
    { title: text.addresses, dataIndex: 'addresses', key: 'addresses', align: 'right' },
    {
      title: text.weight,
      key: 'weight',
      align: 'right',
      render: (_, one) => formatNumber(1 / (one.probability * one.withinProbability)),
    },
  ]
  return (
    <section className="panel">
      <FilterBar>
        <FilterText name="text" label={text.search} />
      </FilterBar>
      <DataTable
        label={text.drawn}
        rows={draw.villages.filter(({ name, code }) => name.includes(wanted) || code.includes(wanted))}
        columns={columns}
        rowKey={({ code }) => code}
      />
    </section>
  )
}
