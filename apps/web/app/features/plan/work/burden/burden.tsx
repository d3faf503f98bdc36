import { BurdenView, type FormCostView, type UnitBurdenView } from '@kepu/contract/plan-burden'
import { Alert, Tag } from 'antd'
import { useMemo } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../../lib/api.ts'
import { formatNumber } from '../../../../lib/format.ts'
import { useMessages } from '../../../../lib/screen.tsx'
import { Chart } from '../../../../ui/chart.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { FilterBar, FilterSegments, FilterSelect } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import { formNamesEn } from './form-names.en.ts'
import { formNamesZh } from './form-names.zh-CN.ts'
import { burdenEn } from './messages.en.ts'
import { type BurdenText, burdenZh } from './messages.zh-CN.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get('/burden', BurdenView)
}

function useBurdenText(): BurdenText {
  return useMessages({ 'zh-CN': burdenZh, en: burdenEn })
}

/** What forms cost the county's bodies, and the proof that none asks twice. */
export default function Burden() {
  const burden = useLoaderData<typeof loader>()
  const text = useBurdenText()
  const filters = useFilters()
  const filler = filters.get('filler')
  const all = filters.get('show') === 'all'
  const forms = burden.forms.filter(
    (form) => (filler === null || form.filler === filler) && (all || form.submissions > 0),
  )
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <p className="quiet">
        {text.period(burden.from, burden.to)}。
        {text.caps(formatNumber(burden.caps.unitMinutes), burden.caps.formFields)}
      </p>
      <Faults burden={burden} />
      <Comparison burden={burden} />
      <FilterBar>
        <FilterSegments
          name="show"
          label={text.forms}
          options={[
            { value: 'used', label: text.used },
            { value: 'all', label: text.allForms(burden.forms.length) },
          ]}
        />
        <FilterSelect
          name="filler"
          label={text.filler}
          options={Object.entries(text.fillers).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      <h2>{text.forms}</h2>
      <DataTable
        label={text.forms}
        rows={forms}
        columns={useFormColumns()}
        rowKey={({ form }) => form}
        empty={text.empty}
      />
      <h2>{text.units}</h2>
      <DataTable
        label={text.units}
        rows={burden.units}
        columns={useUnitColumns()}
        rowKey={({ unitId }) => unitId}
        empty={text.empty}
      />
      <section className="panel" style={{ marginTop: 16 }}>
        <h2>{text.methodTitle}</h2>
        <p>{text.methodText(burden.method)}</p>
      </section>
    </>
  )
}

function Faults({ burden: { faults } }: { burden: BurdenView }) {
  const text = useBurdenText()
  if (faults.length === 0) return <Alert type="success" showIcon title={text.noFaults} style={{ marginBottom: 16 }} />
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={text.faults}
      description={
        <ul>
          {faults.map(({ fault, form, field }) => (
            <li key={`${form}${field}`}>
              {form} {field} {text.faultWords[fault]}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function Comparison({ burden: { report } }: { burden: BurdenView }) {
  const text = useBurdenText()
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: [text.byHand, text.inKepu],
        axisTick: { show: false },
        axisLine: { show: false },
      },
      series: [
        {
          type: 'bar',
          barWidth: 22,
          label: { show: true, position: 'right', formatter: '{c}' },
          data: [
            { value: report.minutesByHand, itemStyle: { color: '#b8c4d0' } },
            { value: report.minutes, itemStyle: { color: '#0b4f8a' } },
          ],
        },
      ],
    }),
    [report, text],
  )
  if (report.confirmed === 0) return null
  const [now, before] = [formatNumber(report.minutes), formatNumber(report.minutesByHand)]
  return (
    <section className="panel">
      <h2>{text.reportHeading}</h2>
      <p>{text.reportLead(report.confirmed)}</p>
      <Chart label={text.chartLabel(now, before)} option={option} height={110} />
      <ul>
        <li>
          {text.inKepu}：{text.inKepuText(report.sentences, now)}
        </li>
        <li>
          {text.byHand}：{text.byHandText(formatNumber(report.cellsByHand), before)}
        </li>
      </ul>
    </section>
  )
}

function useFormColumns(): Columns<FormCostView> {
  const text = useBurdenText()
  const names: Readonly<Record<string, string>> = useMessages({ 'zh-CN': formNamesZh, en: formNamesEn })
  return [
    {
      title: text.form,
      key: 'form',
      render: (_, { form, overCap }) => (
        <>
          {names[form] ?? form} {overCap && <Tag color="gold">{text.overForm}</Tag>}
        </>
      ),
    },
    { title: text.filler, key: 'filler', render: (_, { filler }) => text.fillers[filler] },
    { title: text.basis, key: 'basis', render: (_, { basis }) => text.bases[basis] },
    { title: text.use, key: 'use', render: (_, { use }) => text.uses[use] },
    {
      title: text.fields,
      key: 'fields',
      render: (_, { typed, chosen, prefilled }) => (
        <>
          {text.typed(typed.length)} · {text.chosen(chosen.length)}
          {prefilled.length > 0 && <div className="quiet">{text.prefilled(prefilled.length)}</div>}
        </>
      ),
    },
    { title: text.seconds, key: 'seconds', render: (_, { seconds }) => text.secondsOf(formatNumber(seconds)) },
    { title: text.submissions, key: 'submissions', render: (_, row) => formatNumber(row.submissions) },
    { title: text.minutes, key: 'minutes', render: (_, row) => text.minutesOf(formatNumber(row.minutes)) },
  ]
}

function useUnitColumns(): Columns<UnitBurdenView> {
  const text = useBurdenText()
  return [
    {
      title: text.unit,
      key: 'unit',
      render: (_, { unitName, overCap }) => (
        <>
          {unitName} {overCap && <Tag color="gold">{text.over}</Tag>}
        </>
      ),
    },
    { title: text.submissions, key: 'submissions', render: (_, row) => formatNumber(row.submissions) },
    { title: text.minutes, key: 'minutes', render: (_, row) => text.minutesOf(formatNumber(row.minutes)) },
  ]
}
