import {
  DiscardDraft,
  EditDraft,
  PlanDraftView,
  type PlanEdit,
  PlanHeader,
  PublishPlan,
  UndoEdit,
} from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { verb } from '../../../lib/verb.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import reviewCss from './review.css?url'
import { ReviewPage } from './review-page.tsx'
import { useReviewText, useWorkPlanText } from './words.ts'

const editDraft = verb('POST', '/plans/{planId}/edits', EditDraft, PlanDraftView)
const undoEdit = verb('POST', '/plans/{planId}/undo', UndoEdit, PlanDraftView)
const publishPlan = verb('POST', '/plans/{planId}/publish', PublishPlan, PlanHeader)
const discardDraft = verb('POST', '/plans/{planId}/discard', DiscardDraft, PlanHeader)

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/plans/${call.params['planId']}/draft`, PlanDraftView)
}

/** 核对: the draft beside its document, until it's published. */
export default function Review() {
  const draft = useLoaderData<typeof loader>()
  const text = useReviewText()
  const { title: plans } = useWorkPlanText()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [edit, undo, publish, discard] = [
    useCommand(editDraft),
    useCommand(undoEdit),
    useCommand(publishPlan),
    useCommand(discardDraft),
  ]
  const at = { planId: draft.header.id, version: draft.header.version }
  const leave = async (outcome: Promise<{ ok: boolean }>, to: string) => {
    if ((await outcome).ok) await navigate(to)
  }
  /** After another reviewer's change the screen shows it; the field that was refused is still open with what was typed. */
  const change = async (edits: readonly PlanEdit[]) => {
    const outcome = await edit.run({ ...at, edits: [...edits] })
    if (!outcome.ok && outcome.problem.code === 'platform.stale') await revalidate()
    return outcome.ok
  }
  const { issuer, fileName } = draft.header
  return (
    <>
      <link rel="stylesheet" href={reviewCss} precedence="review" />
      <PageHeader
        title={`${text.title}：${draft.header.title}`}
        crumbs={[{ href: '/desk/plans', label: plans }]}
        lead={[issuer, fileName].filter(Boolean).join(' · ')}
      />
      <ProblemAlert problem={edit.problem ?? undo.problem ?? publish.problem ?? discard.problem} />
      <ReviewPage
        draft={draft}
        busy={edit.running || undo.running || publish.running || discard.running}
        actions={{
          edit: change,
          undo: () => void undo.run(at),
          publish: () => void leave(publish.run(at), `/desk/plans/${at.planId}`),
          discard: () => void leave(discard.run(at), '/desk/plans'),
        }}
      />
    </>
  )
}
