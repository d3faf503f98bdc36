import { Id } from '@kepu/contract'
import { ChangeDesign, DrawSample, OpenSurvey, SurveyHeader } from '@kepu/contract/survey'
import { ComputeEstimate, PublishEstimate } from '@kepu/contract/survey-estimate'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'

export const openSurvey = verb('POST', '/surveys', OpenSurvey, SurveyHeader)
export const changeDesign = verb('PUT', '/surveys/{surveyId}/design', ChangeDesign, z.null())
export const drawSample = verb(
  'POST',
  '/surveys/{surveyId}/draws',
  DrawSample,
  z.object({ drawId: Id, sha256: z.string() }),
)
export const makeEstimate = verb(
  'POST',
  '/surveys/{surveyId}/estimates',
  ComputeEstimate,
  z.object({ estimateId: Id, sha256: z.string() }),
)
export const publishEstimate = verb(
  'POST',
  '/estimates/{estimateId}/publication',
  PublishEstimate,
  z.object({ valueId: Id }),
)
