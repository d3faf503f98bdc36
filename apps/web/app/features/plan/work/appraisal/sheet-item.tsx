import type { SchemeItem, ScorePart, SheetItem, SheetView } from '@kepu/contract/plan-appraisal'
import { App, Form, Input, Tag } from 'antd'
import { Link } from 'react-router'
import { withQuery } from '../../../../lib/api.ts'
import { formatNumber } from '../../../../lib/format.ts'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import type { AppraisalText } from './messages.zh-CN.ts'
import { raiseObjection } from './verbs.ts'
import { useAppraisalText } from './words.ts'

export interface SheetItemRowProps {
  readonly item: SchemeItem
  readonly scored: SheetItem
  readonly view: SheetView
}

/** An item with its points, how they were found, and every number behind them. */
export function SheetItemRow({ item, scored, view }: SheetItemRowProps) {
  const text = useAppraisalText()
  const open = view.objections.some(({ itemId, state }) => itemId === item.id && state === 'open')
  return (
    <li>
      <div className="sheet-head">
        <div>
          <b>{item.title}</b> <small className="quiet">{text.formulas[item.formula.kind]}</small>
          {item.criteria && <p className="quiet">{item.criteria}</p>}
        </div>
        <p className="sheet-score">
          <Score item={item} scored={scored} text={text} />
        </p>
      </div>
      {scored.corrected && (
        <p>
          <Tag color="gold">{text.byObjection}</Tag>
          {scored.corrected.reason}
        </p>
      )}
      {scored.entered && (
        <p>
          <Tag>{text.byPerson}</Tag>
          {scored.entered.reason}
        </p>
      )}
      {scored.parts.length > 0 && (
        <ul className="parts">
          {scored.parts.map((part) => (
            <li key={`${part.source} ${part.id}`}>
              <PartLine part={part} view={view} text={text} />
            </li>
          ))}
        </ul>
      )}
      {view.can.includes('plan.objection.raise') && !open && <RaiseObjection item={item} view={view} />}
    </li>
  )
}

function Score({ item, scored, text }: { item: SchemeItem; scored: SheetItem; text: AppraisalText }) {
  if (scored.state === 'absent' && scored.score === null) return <Tag>{text.absentItem}</Tag>
  if (scored.state === 'pending')
    return (
      <Tag color="gold">
        {text.notYet}
        {scored.why && `：${text.pendingReasons[scored.why]}`}
      </Tag>
    )
  const minus = item.formula.kind === 'deduction' && (scored.score ?? 0) > 0 ? '−' : ''
  return (
    <>
      <b>
        {minus}
        {scored.score}
      </b>{' '}
      <small className="quiet">{text.outOf(item.points)}</small>
    </>
  )
}

/** One number, with the way to its records. */
function PartLine({ part, view, text }: { part: ScorePart; view: SheetView; text: AppraisalText }) {
  const { header, sheet } = view
  const when = part.doneOn ? text.done(part.doneOn) : part.dueOn ? text.notDone : null
  const records = withQuery('/desk/ledger', {
    unitId: sheet.unitId,
    from: `${header.year}-01-01`,
    to: header.asOf,
  })
  return (
    <>
      {part.source === 'ledger' && part.id === sheet.unitId ? (
        <Link to={records}>{part.title}</Link>
      ) : (
        <Link to={part.source === 'ledger' ? `/desk/annual-tasks/${part.id}` : `/desk/years/${header.yearPlanId}`}>
          {part.title}
        </Link>
      )}{' '}
      <span className="numbers">
        {part.source === 'light'
          ? `${part.id} ${text.lost(part.achieved)}`
          : part.source === 'ledger'
            ? `${formatNumber(part.achieved)} / ${formatNumber(part.of)} ${part.unit}`
            : null}
      </span>
      {part.dueOn && <span>{text.due(part.dueOn)}</span>} {when && <span>{when}</span>}
      {part.weight !== 100 && <Tag>{text.weight(part.weight)}</Tag>}
      {part.ceiling !== 100 && <Tag>{text.ceiling(part.ceiling)}</Tag>}
      {part.deliveries && part.deliveries.count > 0 && (
        <Link to={records} className="quiet">
          {text.toRecords(part.deliveries.count)}
        </Link>
      )}
    </>
  )
}

function RaiseObjection({ item, view: { header, sheet } }: { item: SchemeItem; view: SheetView }) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(raiseObjection)
  const submit = async ({ reason }: { reason: string }) => {
    const outcome = await run({ appraisalId: header.id, unitId: sheet.unitId, itemId: item.id, reason })
    if (outcome.ok) message.success(text.objected)
    return outcome.ok
  }
  return (
    <div className="no-print">
      <FormDialog
        title={text.object}
        button={{ size: 'small', 'aria-label': `${text.object} ${item.title}` }}
        running={running}
        problem={problem}
        onOpen={clear}
        onSubmit={submit}
      >
        <p>{item.title}</p>
        <Form.Item name="reason" label={text.objectReason} rules={[{ required: true, min: 2, message: text.required }]}>
          <Input.TextArea maxLength={500} rows={3} />
        </Form.Item>
      </FormDialog>
    </div>
  )
}
