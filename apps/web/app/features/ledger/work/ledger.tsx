import { pageOf } from '@kepu/contract'
import { MeView } from '@kepu/contract/identity'
import { DeliveryFilter, DeliveryView, LedgerSummary } from '@kepu/contract/ledger'
import { Button } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterPeriod, FilterSelect, FilterText } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { useDeliveryColumns } from './delivery-columns.tsx'
import ledgerCss from './ledger.css?url'
import { Pictures } from './pictures.tsx'
import { readVocabulary, regionOptions, taskOptions, type Vocabulary } from './vocabulary.ts'
import { useLedgerText } from './words.ts'

const DeliveryPage = pageOf(DeliveryView)
const FILTERS = Object.keys(DeliveryFilter.shape)

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name)]))
  const { county } = await api.get('/me', MeView)
  const [page, summary, vocabulary] = await Promise.all([
    api.get(withQuery('/ledger/deliveries', { ...filter, cursor: searchParams.get('cursor') }), DeliveryPage),
    api.get(withQuery(path`/counties/${county}/ledger/summary`, filter), LedgerSummary),
    readVocabulary(call),
  ])
  return { page, summary, vocabulary, exportAs: withQuery('/api/v1/ledger/deliveries.xlsx', filter) }
}

/** 台账: a selection of deliveries, what it adds up to, and the entries themselves. */
export default function Ledger() {
  const { page, summary, vocabulary, exportAs } = useLoaderData<typeof loader>()
  const text = useLedgerText()
  const canRecord = useCan('ledger.delivery.record')
  return (
    <>
      <link rel="stylesheet" href={ledgerCss} precedence="ledger" />
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {canRecord && (
              <Button type="primary" href="/desk/ledger/new">
                {text.add}
              </Button>
            )}
            {canRecord && <Button href="/desk/ledger/import">{text.importFile}</Button>}
            <Button href={exportAs}>{text.exportFile}</Button>
          </>
        }
      />
      <LedgerFilters vocabulary={vocabulary} />
      <Pictures summary={summary} />
      <DataTable
        label={text.title}
        rows={page.items}
        columns={useDeliveryColumns()}
        rowKey={({ id }) => id}
        empty={text.empty}
        next={page.next}
      />
    </>
  )
}

function LedgerFilters({ vocabulary: { units, regions, purposes } }: { vocabulary: Vocabulary }) {
  const text = useLedgerText()
  const terms = useTerms()
  const filters = useFilters()
  const township = filters.get('regionCode')
  const optionsOf = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return (
    <FilterBar>
      <FilterText name="text" label={text.find} />
      <FilterPeriod label={text.period} />
      <FilterSelect
        name="unitId"
        label={text.unit}
        options={units.filter(({ kind }) => kind !== 'village').map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterSelect
        name="regionCode"
        label={text.region}
        options={regionOptions(regions.filter(({ level, code }) => level === 'township' || code === township))}
      />
      <FilterSelect name="taskId" label={text.task} options={taskOptions(purposes)} />
      <FilterSelect name="kind" label={text.kind} options={optionsOf(terms.deliveryKind)} />
      <FilterSelect name="audience" label={text.audience} options={optionsOf(terms.audience)} />
    </FilterBar>
  )
}
