import { type EvaluationSectionView, WriteEvaluationSection } from '@kepu/contract/plan-evaluation'
import { Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { z } from 'zod'
import { formatInstant } from '../../../../lib/format.ts'
import type { ApiProblem } from '../../../../lib/problem.ts'
import { newKey, send, verb } from '../../../../lib/verb.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useEvaluationText } from './words.ts'

const writeSection = verb(
  'PUT',
  '/evaluation/sections/{section}',
  WriteEvaluationSection,
  z.object({ version: z.number() }),
)
/** So long after the last key the words are kept. */
const PAUSE_MS = 1_200

interface Written {
  readonly text: string
  readonly keepAssembled: boolean
}

/** The coordinator's own paragraphs of a chapter, kept as they are typed; whoever else has written meanwhile isn't overwritten. */
export function SectionEditor({ planId, section }: { planId: string; section: EvaluationSectionView }) {
  const text = useEvaluationText()
  const { revalidate } = useRevalidator()
  const draft = useDraft(planId, section)
  const { written, write, state, problem } = draft
  const choose = async (instead: boolean) => {
    // Whoever turns to words of their own begins with the assembled ones.
    const start = instead && written.text === '' ? section.assembled.join('\n') : written.text
    await write({ text: start, keepAssembled: !instead }, 0)
    await revalidate()
  }
  return (
    <div className="own-words">
      <ProblemAlert problem={problem} />
      <Input.TextArea
        aria-label={text.own(section.heading)}
        placeholder={text.ownHint}
        value={written.text}
        autoSize={{ minRows: 2, maxRows: 24 }}
        maxLength={20_000}
        onChange={(event) => void write({ ...written, text: event.target.value }, PAUSE_MS)}
        className="no-print"
      />
      {written.text !== '' && <p className="print-only">{written.text}</p>}
      <p className="no-print own-state">
        {section.assembled.length > 0 && (
          <Checkbox checked={!written.keepAssembled} onChange={(event) => void choose(event.target.checked)}>
            {text.instead}
          </Checkbox>
        )}
        <span className="quiet" role="status">
          {state}
        </span>
      </p>
      {!written.keepAssembled && <p className="quiet no-print">{text.insteadHint}</p>}
    </div>
  )
}

function useDraft(planId: string, { section, own, version }: EvaluationSectionView) {
  const text = useEvaluationText()
  const { me } = useWorkbench()
  const [written, setWritten] = useState<Written>({ text: own?.text ?? '', keepAssembled: own?.keepAssembled ?? true })
  const [state, setState] = useState(own ? text.saved(own.updatedByName, formatInstant(own.updatedAt)) : '')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const known = useRef(version)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => () => clearTimeout(timer.current), [])

  const save = async (next: Written) => {
    setState(text.saving)
    const outcome = await send(writeSection, { planId, section, version: known.current, ...next }, newKey())
    setProblem(outcome.ok ? null : outcome.problem)
    setState(outcome.ok ? text.saved(me.name, formatInstant(new Date().toISOString())) : text.unsaved)
    if (outcome.ok) known.current = outcome.value.version
  }
  const write = (next: Written, pause: number): Promise<void> => {
    setWritten(next)
    setState(text.unsaved)
    clearTimeout(timer.current)
    // One after the other: each needs the version that the one before was given.
    const queue = () => {
      last.current = last.current.then(() => save(next))
      return last.current
    }
    if (pause === 0) return queue()
    timer.current = setTimeout(() => void queue(), pause)
    return Promise.resolve()
  }
  return { written, write, state, problem }
}
