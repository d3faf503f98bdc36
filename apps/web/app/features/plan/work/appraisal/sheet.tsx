import { SheetView } from '@kepu/contract/plan-appraisal'
import { App, Button } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import appraisalCss from './appraisal.css?url'
import { ObjectionList } from './objection-list.tsx'
import { SheetItemRow } from './sheet-item.tsx'
import { StatusTag } from './status-tag.tsx'
import { confirmSheet } from './verbs.ts'
import { useAppraisalText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { appraisalId, unitId } = call.params
  return apiOf(call).get(path`/appraisals/${appraisalId}/sheets/${unitId}`, SheetView)
}

/** 评分表 of one body: every item with its points and the records behind them; to be read, printed, confirmed, objected to. */
export default function Sheet() {
  const view = useLoaderData<typeof loader>()
  const { header, scheme, sheet, objections } = view
  const text = useAppraisalText()
  const language = useLanguage()
  const found = new Map(sheet.items.map((item) => [item.itemId, item]))
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={`${sheet.unitName} ${text.sheet}`}
        crumbs={[
          { href: '/desk/appraisals', label: text.title },
          { href: `/desk/appraisals/${header.id}`, label: header.title },
        ]}
        lead={
          <>
            {header.title}，{header.asOf && `${text.asOf} ${formatDay(header.asOf, language)}`}{' '}
            <StatusTag status={header.status} />
          </>
        }
        actions={
          <>
            <Button onClick={() => window.print()}>{text.print}</Button>
            <Button href={`/api/v1/appraisals/${header.id}/sheets/${sheet.unitId}.docx`}>{text.exportDocx}</Button>
          </>
        }
      />
      <section className="panel sheet-total">
        <p>
          {text.score} <b>{sheet.total ?? text.notYet}</b>
          <span className="quiet">{text.outOf(scheme.total)}</span>
        </p>
        <p>
          {text.grade} <b>{sheet.grade ?? '—'}</b>
        </p>
        <Confirmation view={view} />
      </section>
      {scheme.sections.map((section) => {
        const items = section.items.filter(({ id }) => found.has(id))
        if (items.length === 0) return null
        return (
          <section key={section.title} className="panel">
            <h2>
              {section.title}
              {section.points > 0 && <small className="quiet">　{section.points}</small>}
            </h2>
            <ul className="sheet-items">
              {items.map((item) => {
                const scored = found.get(item.id)
                return scored ? <SheetItemRow key={item.id} item={item} scored={scored} view={view} /> : null
              })}
            </ul>
          </section>
        )
      })}
      <p className="quiet">{text.roundingNote(scheme.decimals)}</p>
      {objections.length > 0 && (
        <section className="panel">
          <h2>{text.objections}</h2>
          <ObjectionList objections={objections} scheme={scheme} />
        </section>
      )}
    </>
  )
}

function Confirmation({ view }: { view: SheetView }) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(confirmSheet)
  const { header, sheet, confirmedAt, confirmedByName, can } = view
  const confirm = async () => {
    const outcome = await run({ appraisalId: header.id, unitId: sheet.unitId })
    if (outcome.ok) message.success(text.confirmedDone)
  }
  if (confirmedAt && confirmedByName)
    return <p className="quiet">{text.confirmedBy(confirmedByName, formatInstant(confirmedAt))}</p>
  if (!can.includes('plan.appraisal.confirm')) return null
  return (
    <div className="no-print">
      <Button type="primary" loading={running} onClick={() => void confirm()}>
        {text.confirm}
      </Button>
      <ProblemAlert problem={problem} />
    </div>
  )
}
