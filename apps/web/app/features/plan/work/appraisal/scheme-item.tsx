import type { Formula, SchemeItem, SchemeProblem } from '@kepu/contract/plan-appraisal'
import { Button, Input } from 'antd'
import { ChoiceField, Field, NumberField, TextField } from './fields.tsx'
import type { AppraisalText } from './messages.zh-CN.ts'
import { useAppraisalText, useMetricReason } from './words.ts'

export interface SchemeItemRowProps {
  readonly item: SchemeItem
  readonly problems: readonly SchemeProblem[]
  /** Null removes it. */
  readonly onChange: (item: SchemeItem | null) => void
  readonly onMoveUp: (() => void) | null
}

/** What each formula begins with. */
const START: { readonly [K in Formula['kind']]: Extract<Formula, { kind: K }> } = {
  quantityReached: { kind: 'quantityReached' },
  nodesInTime: { kind: 'nodesInTime', latePercent: 50 },
  reportsInTime: { kind: 'reportsInTime', latePercent: 50 },
  receiptsInTime: { kind: 'receiptsInTime', withinDays: 5, latePercent: 50 },
  lightMonths: { kind: 'lightMonths', perRed: 1, perYellow: 0.5 },
  workHeld: { kind: 'workHeld', wanted: 1, counts: 'deliveries', kinds: [], from: '01-01', to: '12-31' },
  manual: { kind: 'manual' },
  deduction: { kind: 'deduction' },
  bonus: { kind: 'bonus' },
}

export function SchemeItemRow({ item, problems, onChange, onMoveUp }: SchemeItemRowProps) {
  const text = useAppraisalText()
  const metricReason = useMetricReason()
  const { formula } = item
  const change = (more: Partial<SchemeItem>) => onChange({ ...item, ...more })
  const refused = problems.find((problem) => problem.code === 'refusedMetric')
  return (
    <li className={problems.length > 0 ? 'wrong' : undefined}>
      <div className="fields">
        <TextField label={text.item} value={item.title} max={60} onChange={(title) => change({ title })} />
        <NumberField label={text.points} value={item.points} decimals={2} onChange={(points) => change({ points })} />
        <ChoiceField
          label={text.formula}
          value={formula.kind}
          words={text.formulas}
          onChange={(kind) => change({ formula: START[kind] })}
        />
        <FormulaFields formula={formula} text={text} onChange={(changed) => change({ formula: changed })} />
        <ChoiceField
          label={text.appliesTo}
          value={item.scope}
          words={text.scopes}
          onChange={(scope) => change({ scope })}
        />
        <Field wide label={text.criteria}>
          {(id) => (
            <Input.TextArea
              id={id}
              value={item.criteria}
              maxLength={400}
              autoSize={{ minRows: 1, maxRows: 6 }}
              onChange={(event) => change({ criteria: event.target.value })}
            />
          )}
        </Field>
        <div className="row-actions">
          {onMoveUp && (
            <Button onClick={onMoveUp} aria-label={`${text.up} ${item.title}`}>
              {text.up}
            </Button>
          )}
          <Button onClick={() => onChange(null)} aria-label={`${text.remove} ${item.title}`}>
            {text.remove}
          </Button>
        </div>
      </div>
      <p className="quiet">{text.formulaHelp[formula.kind]}</p>
      {refused?.code === 'refusedMetric' && (
        <p className="refused" role="alert">
          {metricReason(refused.metric, refused.word)}
        </p>
      )}
    </li>
  )
}

interface FormulaFieldsProps<F extends Formula> {
  readonly formula: F
  readonly text: AppraisalText
  readonly onChange: (formula: F) => void
}

/** What a formula asks for beside the points. */
function FormulaFields({ formula, text, onChange }: FormulaFieldsProps<Formula>) {
  switch (formula.kind) {
    case 'nodesInTime':
    case 'reportsInTime':
      return <Late value={formula.latePercent} onChange={(latePercent) => onChange({ ...formula, latePercent })} />
    case 'receiptsInTime':
      return (
        <>
          <NumberField
            label={text.withinDays}
            value={formula.withinDays}
            max={60}
            onChange={(days) => onChange({ ...formula, withinDays: Math.max(1, days) })}
          />
          <Late value={formula.latePercent} onChange={(latePercent) => onChange({ ...formula, latePercent })} />
        </>
      )
    case 'lightMonths':
      return (
        <>
          <NumberField
            label={text.perRed}
            value={formula.perRed}
            decimals={2}
            onChange={(perRed) => onChange({ ...formula, perRed })}
          />
          <NumberField
            label={text.perYellow}
            value={formula.perYellow}
            decimals={2}
            onChange={(perYellow) => onChange({ ...formula, perYellow })}
          />
        </>
      )
    case 'workHeld':
      return <WorkFields formula={formula} text={text} onChange={onChange} />
    default:
      return null
  }
}

function Late({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const text = useAppraisalText()
  return <NumberField label={text.latePercent} value={value} max={100} onChange={onChange} />
}

function WorkFields({ formula, text, onChange }: FormulaFieldsProps<Extract<Formula, { kind: 'workHeld' }>>) {
  return (
    <>
      <NumberField
        label={text.wanted}
        value={formula.wanted}
        max={10_000_000}
        onChange={(wanted) => onChange({ ...formula, wanted: Math.max(1, wanted) })}
      />
      <ChoiceField
        label={text.countedBy}
        value={formula.counts}
        words={text.counts}
        onChange={(counts) => onChange({ ...formula, counts })}
      />
      <TextField label={text.from} value={formula.from} max={5} onChange={(from) => onChange({ ...formula, from })} />
      <TextField label={text.to} value={formula.to} max={5} onChange={(to) => onChange({ ...formula, to })} />
    </>
  )
}
