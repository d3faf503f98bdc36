import { CheckCircleOutlined, ExclamationCircleOutlined, RightOutlined, UndoOutlined } from '@ant-design/icons'
import type { DraftProblem } from '@kepu/contract/plan'
import { Button, Dropdown, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { nextProblem } from './next-problem.ts'
import { type ReviewActions, useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

/** How much is left to settle, and the verbs of the whole draft. */
export function ReviewBar({ actions, onShow }: { actions: ReviewActions; onShow: (problem: DraftProblem) => void }) {
  const { draft, busy } = useReview()
  const text = useReviewText()
  const { can } = draft.header
  const ready = draft.problems.length === 0
  return (
    <div className="review-bar">
      <div className="review-status" role="status">
        {ready ? (
          <Tag color="success" icon={<CheckCircleOutlined />}>
            {text.ready}
          </Tag>
        ) : (
          <Remaining problems={draft.problems} onShow={onShow} />
        )}
      </div>
      <Space wrap>
        {draft.inForceId !== null && <Button href={`/desk/plans/${draft.header.id}/diff`}>{text.compare}</Button>}
        {can.includes('plan.draft.undo') && (
          <Button icon={<UndoOutlined />} disabled={!draft.canUndo || busy} onClick={actions.undo}>
            {text.undo}
          </Button>
        )}
        {can.includes('plan.draft.discard') && (
          <Popconfirm title={text.discard} description={text.discardConfirm} onConfirm={actions.discard}>
            <Button danger disabled={busy}>
              {text.discard}
            </Button>
          </Popconfirm>
        )}
        {can.includes('plan.plan.publish') && (
          <Popconfirm
            title={text.publish}
            description={<div className="confirm-text">{text.publishConfirm}</div>}
            disabled={!ready}
            onConfirm={actions.publish}
          >
            <Button type="primary" disabled={!ready} loading={busy}>
              {text.publish}
            </Button>
          </Popconfirm>
        )}
      </Space>
    </div>
  )
}

function Remaining({
  problems,
  onShow,
}: {
  problems: readonly DraftProblem[]
  onShow: (problem: DraftProblem) => void
}) {
  const text = useReviewText()
  const [shown, setShown] = useState<{ index: number; problem: DraftProblem } | null>(null)
  const next = () => {
    const index = nextProblem(problems, shown)
    const problem = problems[index]
    if (problem === undefined) return
    setShown({ index, problem })
    onShow(problem)
  }
  return (
    <Space wrap>
      <Dropdown
        trigger={['click']}
        menu={{
          className: 'problem-menu',
          items: problems.map((problem, index) => ({
            key: index,
            label: text.problem(problem),
            onClick: () => onShow(problem),
          })),
        }}
      >
        <Button type="text" icon={<ExclamationCircleOutlined />} className="remaining">
          {text.remaining(problems.length)}
        </Button>
      </Dropdown>
      <Button size="small" icon={<RightOutlined />} onClick={next}>
        {text.nextProblem}
      </Button>
    </Space>
  )
}
