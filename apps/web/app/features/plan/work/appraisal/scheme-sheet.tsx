import type { Scheme } from '@kepu/contract/plan-appraisal'
import { useAppraisalText } from './words.ts'

/** A scheme to be read and printed: every item with its points and how they are found. */
export function SchemeSheet({ scheme }: { scheme: Scheme }) {
  const text = useAppraisalText()
  const grades = scheme.grades.map(({ name, from }) => `${name} ≥ ${from}`).join('　')
  return (
    <section className="panel">
      <p>
        {text.total} {scheme.total}　{grades}
      </p>
      <p className="quiet">
        {text.credits[scheme.credit.rule]}（{text.supportPercent} {scheme.credit.supportPercent}）；{text.absent}：
        {text.absents[scheme.absent]}；{text.objectionDays} {scheme.objectionDays}
      </p>
      {scheme.sections.map((section) => (
        <section key={section.title}>
          <h3>
            {section.title}（{section.points}）
          </h3>
          <ul className="scheme-items">
            {section.items.map((item) => (
              <li key={item.id}>
                <b>
                  {item.title}　{item.points}
                </b>{' '}
                <small className="quiet">
                  {text.formulas[item.formula.kind]} · {text.scopes[item.scope]}
                </small>
                <br />
                {item.criteria}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
