import { AimOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

interface NodeProps {
  /** The same key as the node's marks in the source. */
  readonly nodeKey: string
  /** False for what a person added: it has no words in the source. */
  readonly inSource: boolean
  readonly children: ReactNode
}

/** A node of the proposal with the button that shows its words; it comes into view when its words are clicked. */
export function Node({ nodeKey, inSource, children }: NodeProps) {
  const { selected, select } = useReview()
  const text = useReviewText()
  const on = selected === nodeKey
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [on])
  return (
    <div ref={element} className={on ? 'node on' : 'node'}>
      {inSource ? (
        <Button
          type="text"
          size="small"
          icon={<AimOutlined />}
          title={text.showInSource}
          aria-label={text.showInSource}
          onClick={() => select(nodeKey)}
        />
      ) : (
        <span className="node-added" title={text.addedByHand} />
      )}
      <div className="node-body">{children}</div>
    </div>
  )
}
