import { memo, useEffect, useRef } from 'react'
import type { Line, Piece } from './marks.ts'
import { useReviewText } from './words.ts'

/** Two letters or digits at least: less is no target for a finger. */
const WORD = /[\p{L}\p{N}].*[\p{L}\p{N}]/u

interface SourceTextProps {
  readonly lines: readonly Line[]
  /** Key of the node in focus; its places are shown. */
  readonly selected: string | null
  /** Scroll to the first place: the node was chosen on the other side. */
  readonly follows: boolean
  readonly onSelect: (key: string) => void
}

/** The document, with what became of its words: click on words and the right side follows. */
export function SourceText({ lines, selected, follows, onSelect }: SourceTextProps) {
  const text = useReviewText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (selected === null || !follows) return
    box.current?.querySelector('.on')?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [selected, follows])
  return (
    <section className="source-text" aria-label={text.source} ref={box} lang="zh-CN">
      {lines.map((line) => (
        <SourceLine key={line.start} line={line} selected={selectedIn(line, selected)} onSelect={onSelect} />
      ))}
    </section>
  )
}

/** Null unless the line holds the selected node: then the other lines needn't be drawn again. */
function selectedIn({ pieces }: Line, selected: string | null): string | null {
  const holds = selected !== null && pieces.some(({ marks }) => marks.some(({ key }) => key === selected))
  return holds ? selected : null
}

interface SourceLineProps {
  readonly line: Line
  readonly selected: string | null
  readonly onSelect: (key: string) => void
}

const SourceLine = memo(function SourceLine({ line, selected, onSelect }: SourceLineProps) {
  return (
    <p>
      {line.pieces.map((piece) => (
        <Words key={piece.start} piece={piece} selected={selected} onSelect={onSelect} />
      ))}
    </p>
  )
})

function Words({
  piece,
  selected,
  onSelect,
}: {
  piece: Piece
  selected: string | null
  onSelect: SourceTextProps['onSelect']
}) {
  const text = useReviewText()
  const top = piece.marks.at(-1)
  if (top === undefined) return piece.text
  const on = piece.marks.some(({ key }) => key === selected)
  // Whole tasks are coloured by a bar, not clicked word by word: only what is narrower is a button.
  if (top.kind === 'task') return <span className={on ? 'mark-task on' : 'mark-task'}>{piece.text}</span>
  // The comma or «和» between two names belongs to the measure around them; nobody aims at it.
  if (top.kind === 'measure' && !WORD.test(piece.text))
    return <span className={on ? 'mark-measure on' : 'mark-measure'}>{piece.text}</span>
  return (
    <button
      type="button"
      className={`mark mark-${top.kind}${on ? ' on' : ''}`}
      title={text.marks[top.kind]}
      onClick={() => onSelect(top.key)}
    >
      {piece.text}
    </button>
  )
}
