import { Descriptions } from 'antd'
import { EditableText } from './editable-text.tsx'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

/** Title, issuer, number, date and period of the document. */
export function HeaderSection() {
  const { draft, edit } = useReview()
  const text = useReviewText()
  const { title, issuer, documentNumber, issuedOn, period } = draft.proposal
  const rows = [
    ['title', title],
    ['issuer', issuer],
    ['documentNumber', documentNumber],
    ['issuedOn', issuedOn],
    ['periodStart', period === null ? null : String(period.start)],
    ['periodEnd', period === null ? null : String(period.end)],
  ] as const
  return (
    <Descriptions
      column={1}
      size="small"
      items={rows.map(([field, value]) => ({
        key: field,
        label: text.fields[field],
        children: (
          <EditableText
            value={value ?? ''}
            label={text.fields[field]}
            onSave={(typed) => edit({ edit: 'header', field, value: typed === '' ? null : typed })}
          />
        ),
      }))}
    />
  )
}
