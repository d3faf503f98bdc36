import { AppraisalView, objectionStates } from '@kepu/contract/plan-appraisal'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { FilterBar, FilterSegments } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import appraisalCss from './appraisal.css?url'
import { ObjectionList } from './objection-list.tsx'
import { useAppraisalText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/appraisals/${call.params['appraisalId']}`, AppraisalView)
}

/** The board of objections: what waits for an answer, what was answered. */
export default function Objections() {
  const { header, scheme, objections } = useLoaderData<typeof loader>()
  const text = useAppraisalText()
  const state = useFilters().get('state') ?? 'open'
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={text.objectionsTitle}
        crumbs={[
          { href: '/desk/appraisals', label: text.title },
          { href: `/desk/appraisals/${header.id}`, label: header.title },
        ]}
        lead={text.objectionsLead}
      />
      <FilterBar>
        <FilterSegments
          name="state"
          label={text.status}
          options={objectionStates.map((value) => ({
            value,
            label: `${text.objectionStates[value]} ${objections.filter((one) => one.state === value).length}`,
          }))}
        />
      </FilterBar>
      <section className="panel">
        <ObjectionList objections={objections.filter((one) => one.state === state)} scheme={scheme} />
      </section>
    </>
  )
}
