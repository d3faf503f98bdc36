import type { DraftProblem, PlanDraftView } from '@kepu/contract/plan'
import { Alert, Collapse, Grid, Segmented, Splitter } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { HeaderSection } from './header-section.tsx'
import { IndicatorsSection } from './indicators-section.tsx'
import { linesOf, marksOf, taskKey, unitKey, unplacedKey } from './marks.ts'
import { ReviewBar } from './review-bar.tsx'
import { type Review, type ReviewActions, ReviewContext } from './review-context.ts'
import { CampaignsSection, HistorySection, PhasesSection, UnplacedSection } from './small-sections.tsx'
import { SourceText } from './source-text.tsx'
import { TasksSection } from './tasks-section.tsx'
import { UnitsSection } from './units-section.tsx'
import { useReviewText } from './words.ts'

interface ReviewPageProps {
  readonly draft: PlanDraftView
  readonly busy: boolean
  readonly actions: ReviewActions
}

interface Focus {
  readonly selected: string | null
  /** The source scrolls to the place; not when the reader has just clicked on it there. */
  readonly follows: boolean
}

const SECTIONS = ['header', 'indicators', 'phases', 'tasks', 'units', 'campaigns', 'unplaced', 'history'] as const
type Section = (typeof SECTIONS)[number]

/** The document on the left, what Kepu understood on the right; on a phone one after the other. */
export function ReviewPage({ draft, busy, actions }: ReviewPageProps) {
  const text = useReviewText()
  const [{ selected, follows }, select] = useState<Focus>({ selected: null, follows: true })
  const [side, setSide] = useState<'source' | 'understood'>('understood')
  const wide = Grid.useBreakpoint().lg ?? true
  const lines = useMemo(() => {
    const waiting = draft.problems.flatMap((problem) => (problem.code === 'plan.draft.unplaced' ? [problem.index] : []))
    return linesOf(draft.text, marksOf(draft.proposal, new Set(waiting)))
  }, [draft.text, draft.proposal, draft.problems])
  const show = (to: typeof side, follows: boolean) => (key: string | null) => {
    select({ selected: key, follows })
    setSide(to)
  }
  const review: Review = {
    draft,
    canEdit: draft.header.can.includes('plan.draft.edit'),
    busy,
    edit: (...edits) => actions.edit(edits),
    selected,
    select: show('source', true),
  }
  const source = <SourceText lines={lines} selected={selected} follows={follows} onSelect={show('understood', false)} />
  const understood = <Understood />
  return (
    <ReviewContext value={review}>
      <ReviewBar actions={actions} onShow={(problem) => show('understood', true)(placeOf(problem))} />
      <Alert className="no-print" type="info" showIcon closable title={text.lead} />
      {wide ? (
        <Splitter className="review-panes">
          <Splitter.Panel defaultSize="48%" min="25%" max="70%">
            {source}
          </Splitter.Panel>
          <Splitter.Panel>{understood}</Splitter.Panel>
        </Splitter>
      ) : (
        <>
          <Segmented
            block
            value={side}
            options={[
              { value: 'source', label: text.source },
              { value: 'understood', label: text.understood },
            ]}
            onChange={setSide}
          />
          <div className="review-single">{side === 'source' ? source : understood}</div>
        </>
      )}
    </ReviewContext>
  )
}

/** Where a problem is mended. */
export function placeOf(problem: DraftProblem): string {
  switch (problem.code) {
    case 'plan.draft.noTitle':
    case 'plan.draft.noPeriod':
      return 'header'
    case 'plan.draft.noTasks':
      return 'tasks'
    case 'plan.draft.noLead':
      return taskKey(problem.task)
    case 'plan.draft.unitUndecided':
    case 'plan.draft.unitCircle':
      return unitKey(problem.name)
    case 'plan.draft.unplaced':
      return unplacedKey(problem.index)
  }
}

/** The section in which a node stands. */
function sectionOf(key: string): Section {
  const [kind] = key.split('-')
  const sections: Readonly<Record<string, Section>> = {
    task: 'tasks',
    measure: 'tasks',
    indicator: 'indicators',
    phase: 'phases',
    campaign: 'campaigns',
    unit: 'units',
    unplaced: 'unplaced',
    tasks: 'tasks',
  }
  return sections[kind ?? ''] ?? 'header'
}

function Understood() {
  const text = useReviewText()
  const [open, setOpen] = useState<readonly string[]>(['header', 'indicators', 'tasks', 'units'])
  const [openTasks, setOpenTasks] = useState<readonly string[]>([])
  return (
    <ReviewContext.Consumer>
      {(review) => {
        if (review === null) return null
        const { draft, selected } = review
        const wanted = selected === null ? null : sectionOf(selected)
        const content = {
          header: <HeaderSection />,
          indicators: <IndicatorsSection />,
          phases: <PhasesSection />,
          tasks: <TasksSection open={openTasks} onOpen={setOpenTasks} />,
          units: <UnitsSection />,
          campaigns: <CampaignsSection />,
          unplaced: <UnplacedSection />,
          history: <HistorySection />,
        } satisfies Record<Section, ReactNode>
        const count: Partial<Record<Section, number>> = {
          tasks: draft.proposal.tasks.length,
          units: draft.units.length,
          campaigns: draft.proposal.campaigns.length,
          unplaced: draft.proposal.unplaced.length,
          history: draft.edits.length,
        }
        return (
          <section className="understood" aria-label={text.understood}>
            <Collapse
              ghost
              activeKey={wanted === null || open.includes(wanted) ? [...open] : [...open, wanted]}
              onChange={(keys) => setOpen(keys)}
              items={SECTIONS.map((section) => ({
                key: section,
                label: (
                  <h2 className="section-title">
                    {text.sections[section]}
                    {count[section] !== undefined && <small> {count[section]}</small>}
                  </h2>
                ),
                children: content[section],
              }))}
            />
          </section>
        )
      }}
    </ReviewContext.Consumer>
  )
}
