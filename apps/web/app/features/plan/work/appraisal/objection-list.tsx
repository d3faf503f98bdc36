import type { ObjectionView, Scheme } from '@kepu/contract/plan-appraisal'
import { App, Form, Input, InputNumber, Tag } from 'antd'
import { formatInstant } from '../../../../lib/format.ts'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { answerObjection } from './verbs.ts'
import { useAppraisalText } from './words.ts'

const COLOURS = { open: 'gold', upheld: 'green', rejected: 'default' } as const

/** Objections with their answers, oldest first. */
export function ObjectionList({ objections, scheme }: { objections: readonly ObjectionView[]; scheme: Scheme }) {
  const text = useAppraisalText()
  if (objections.length === 0) return <p className="quiet">{text.noObjections}</p>
  return (
    <ul className="objections">
      {objections.map((objection) => (
        <li key={objection.id}>
          <Objection objection={objection} most={pointsOf(scheme, objection.itemId)} />
        </li>
      ))}
    </ul>
  )
}

function pointsOf({ sections }: Scheme, itemId: string): number {
  return sections.flatMap(({ items }) => items).find(({ id }) => id === itemId)?.points ?? 0
}

function Objection({ objection, most }: { objection: ObjectionView; most: number }) {
  const text = useAppraisalText()
  const { unitName, itemTitle, state, score, newScore, answer, answeredByName, answeredAt } = objection
  return (
    <article>
      <p>
        <b>
          {unitName}：{itemTitle}
        </b>{' '}
        <Tag color={COLOURS[state]}>{text.objectionStates[state]}</Tag>
      </p>
      <p>
        {objection.reason}{' '}
        <small className="quiet">
          {text.scoreWas(score === null ? text.notYet : String(score))}，
          {text.raisedBy(objection.raisedByName, formatInstant(objection.raisedAt))}
        </small>
      </p>
      {answer && answeredByName && answeredAt && (
        <blockquote>
          {newScore !== null && <b>{text.scoreNow(newScore)}　</b>}
          {answer} <small className="quiet">{text.raisedBy(answeredByName, formatInstant(answeredAt))}</small>
        </blockquote>
      )}
      {objection.can.includes('plan.objection.answer') && (
        <p className="page-actions no-print">
          <Answer objection={objection} answer="upheld" most={most} />
          <Answer objection={objection} answer="rejected" most={most} />
        </p>
      )}
    </article>
  )
}

interface AnswerProps {
  readonly objection: ObjectionView
  readonly answer: 'upheld' | 'rejected'
  readonly most: number
}

function Answer({ objection, answer, most }: AnswerProps) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const { run, running, problem, clear } = useCommand(answerObjection)
  const submit = async (values: { reason: string; score?: number }) => {
    const outcome = await run({ objectionId: objection.id, answer, ...values })
    if (outcome.ok) message.success(text.answered)
    return outcome.ok
  }
  return (
    <FormDialog
      title={answer === 'upheld' ? text.answerUpheld : text.answerRejected}
      button={answer === 'upheld' ? { type: 'primary' } : {}}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
    >
      <p>
        {objection.unitName}：{objection.itemTitle}
      </p>
      {answer === 'upheld' && (
        <Form.Item name="score" label={text.newScore} rules={[{ required: true, message: text.required }]}>
          <InputNumber min={0} max={most} precision={2} addonAfter={text.outOf(most)} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={text.answerReason} rules={[{ required: true, min: 2, message: text.required }]}>
        <Input.TextArea maxLength={500} rows={3} />
      </Form.Item>
    </FormDialog>
  )
}
