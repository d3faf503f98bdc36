import { CheckOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { formatInstant } from '../../../lib/format.ts'
import { campaignKey, phaseKey, unplacedKey } from './marks.ts'
import { Node } from './node.tsx'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

export function PhasesSection() {
  const { draft } = useReview()
  const text = useReviewText()
  const { phases } = draft.proposal
  if (phases.length === 0) return <p className="quiet">{text.none}</p>
  return phases.map(({ name, startYear, endYear }, index) => (
    <Node key={phaseKey(index)} nodeKey={phaseKey(index)} inSource>
      {name} <span className="quiet">{startYear === endYear ? startYear : `${startYear}–${endYear}`}</span>
    </Node>
  ))
}

export function CampaignsSection() {
  const { draft, select } = useReview()
  const text = useReviewText()
  const { campaigns } = draft.proposal
  if (campaigns.length === 0) return <p className="quiet">{text.none}</p>
  return campaigns.map(({ name }, index) => (
    <Tag key={campaignKey(index)}>
      <button type="button" className="plain" onClick={() => select(campaignKey(index))}>
        {name}
      </button>
    </Tag>
  ))
}

/** What the importer found and could not place, each with the reason. */
export function UnplacedSection() {
  const { draft, canEdit, edit, busy } = useReview()
  const text = useReviewText()
  const { unplaced } = draft.proposal
  if (unplaced.length === 0) return <p className="quiet">{text.none}</p>
  return (
    <>
      <p className="quiet">{text.unplacedLead}</p>
      {unplaced.map(({ text: words, why }, index) => {
        const settled = draft.settled.includes(index)
        const waiting = draft.problems.some((one) => one.code === 'plan.draft.unplaced' && one.index === index)
        return (
          <Node key={unplacedKey(index)} nodeKey={unplacedKey(index)} inSource>
            <span className={waiting ? '' : 'quiet'}>{words}</span>{' '}
            <Tag color={waiting ? 'warning' : 'default'}>{settled ? text.settled : text.reasons[why]}</Tag>
            {canEdit && waiting && (
              <Button
                size="small"
                type="link"
                icon={<CheckOutlined />}
                disabled={busy}
                onClick={() => edit({ edit: 'settleUnplaced', unplaced: index })}
              >
                {text.settle}
              </Button>
            )}
          </Node>
        )
      })}
    </>
  )
}

/** Corrections, the last one first. */
export function HistorySection() {
  const { draft } = useReview()
  const text = useReviewText()
  if (draft.edits.length === 0) return <p className="quiet">{text.historyEmpty}</p>
  return (
    <ol className="history">
      {draft.edits.map(({ seq, by, at, edit }) => (
        <li key={seq}>
          {text.correction(edit)} <small className="quiet">{text.by(by, formatInstant(at))}</small>
        </li>
      ))}
    </ol>
  )
}
