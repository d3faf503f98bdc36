import {
  AnswerObjection,
  AppraisalHeader,
  ComputeAppraisal,
  ConfirmSheet,
  DiscardScheme,
  DiscloseAppraisal,
  EnterScores,
  ObjectionView,
  OpenAppraisal,
  OpenScheme,
  PublishScheme,
  RaiseObjection,
  ReleaseAppraisal,
  ReopenAppraisal,
  RewriteScheme,
  SchemeHeader,
} from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { verb } from '../../../../lib/verb.ts'

export const openScheme = verb('POST', '/appraisal-schemes', OpenScheme, SchemeHeader)
export const rewriteScheme = verb('PUT', '/appraisal-schemes/{schemeId}', RewriteScheme, SchemeHeader)
export const publishScheme = verb('POST', '/appraisal-schemes/{schemeId}/publish', PublishScheme, SchemeHeader)
export const discardScheme = verb('DELETE', '/appraisal-schemes/{schemeId}', DiscardScheme, z.null())
export const openAppraisal = verb('POST', '/appraisals', OpenAppraisal, AppraisalHeader)
export const computeAppraisal = verb('POST', '/appraisals/{appraisalId}/computation', ComputeAppraisal, AppraisalHeader)
export const enterScores = verb(
  'POST',
  '/appraisals/{appraisalId}/entries',
  EnterScores,
  z.object({ entered: z.number() }),
)
export const discloseAppraisal = verb(
  'POST',
  '/appraisals/{appraisalId}/disclosure',
  DiscloseAppraisal,
  AppraisalHeader,
)
export const reopenAppraisal = verb('POST', '/appraisals/{appraisalId}/reopening', ReopenAppraisal, AppraisalHeader)
export const releaseAppraisal = verb('POST', '/appraisals/{appraisalId}/release', ReleaseAppraisal, AppraisalHeader)
export const confirmSheet = verb(
  'POST',
  '/appraisals/{appraisalId}/confirmation',
  ConfirmSheet,
  z.object({ confirmedAt: z.string() }),
)
export const raiseObjection = verb('POST', '/appraisals/{appraisalId}/objections', RaiseObjection, ObjectionView)
export const answerObjection = verb('POST', '/objections/{objectionId}/answer', AnswerObjection, ObjectionView)
