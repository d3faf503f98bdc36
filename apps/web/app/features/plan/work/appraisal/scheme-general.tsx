import { appraisedGroups, type Scheme } from '@kepu/contract/plan-appraisal'
import { Button, Checkbox } from 'antd'
import { ChoiceField, NumberField, TextField } from './fields.tsx'
import { useAppraisalText } from './words.ts'

/** 总则: who is appraised, how leading and supporting count, grades, term for objections. */
export function SchemeGeneral({ scheme, onChange }: { scheme: Scheme; onChange: (more: Partial<Scheme>) => void }) {
  const text = useAppraisalText()
  const { credit, grades } = scheme
  const appraise = (values: readonly string[]) => {
    const chosen = appraisedGroups.filter((group) => values.includes(group))
    if (chosen.length > 0) onChange({ appraised: chosen })
  }
  const changeGrade = (at: number, more: Partial<Scheme['grades'][number]> | null) =>
    onChange({ grades: grades.flatMap((one, i) => (i === at ? (more ? [{ ...one, ...more }] : []) : [one])) })
  return (
    <section className="panel" aria-labelledby="general">
      <h2 id="general">{text.general}</h2>
      <div className="fields">
        <TextField wide label={text.name} value={scheme.title} max={100} onChange={(title) => onChange({ title })} />
        <NumberField label={text.total} value={scheme.total} decimals={2} onChange={(total) => onChange({ total })} />
        <fieldset className="field">
          <legend>{text.appraised}</legend>
          <Checkbox.Group
            value={scheme.appraised}
            onChange={(values) => appraise(values.map(String))}
            options={appraisedGroups.map((value) => ({ value, label: text.groups[value] }))}
          />
        </fieldset>
        <ChoiceField
          label={text.credit}
          value={credit.rule}
          words={text.credits}
          onChange={(rule) => onChange({ credit: { ...credit, rule } })}
        />
        <NumberField
          label={text.supportPercent}
          value={credit.supportPercent}
          max={100}
          onChange={(supportPercent) => onChange({ credit: { ...credit, supportPercent } })}
        />
        <ChoiceField
          label={text.absent}
          value={scheme.absent}
          words={text.absents}
          onChange={(absent) => onChange({ absent })}
        />
        <NumberField
          label={text.decimals}
          value={scheme.decimals}
          max={2}
          onChange={(decimals) => onChange({ decimals })}
        />
        <NumberField
          label={text.objectionDays}
          value={scheme.objectionDays}
          max={30}
          onChange={(objectionDays) => onChange({ objectionDays: Math.max(1, objectionDays) })}
        />
      </div>
      <h3>{text.grades}</h3>
      {grades.map(({ name, from }, i) => (
        // A grade's place is all that tells it from another while its name is being typed.
        <div className="fields" key={`grade ${String(i)}`}>
          <TextField
            label={text.gradeName}
            value={name}
            max={20}
            onChange={(typed) => changeGrade(i, { name: typed })}
          />
          <NumberField
            label={text.gradeFrom}
            value={from}
            decimals={2}
            onChange={(typed) => changeGrade(i, { from: typed })}
          />
          {grades.length > 1 && (
            <Button onClick={() => changeGrade(i, null)} aria-label={`${text.remove} ${name}`}>
              {text.remove}
            </Button>
          )}
        </div>
      ))}
      {grades.length < 8 && (
        <Button onClick={() => onChange({ grades: [...grades, { name: text.grade, from: scheme.total }] })}>
          {text.addGrade}
        </Button>
      )}
    </section>
  )
}
