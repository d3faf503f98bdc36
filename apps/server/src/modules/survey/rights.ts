import type { Rights } from '../../platform/module.ts'

const COORDINATING = ['coordinator'] as const
const READING = ['coordinator', 'leader', 'auditor'] as const

export const surveyRights: Rights = {
  'survey.survey.open': COORDINATING,
  'survey.survey.list': READING,
  'survey.survey.show': READING,
  'survey.design.change': COORDINATING,
  'survey.frame.take': COORDINATING,
  'survey.frame.template': COORDINATING,
  'survey.draw.make': COORDINATING,
  'survey.draw.show': READING,
  'survey.draw.check': READING,
  'survey.answers.take': COORDINATING,
  'survey.answers.template': COORDINATING,
  'survey.results.show': READING,
  'survey.estimate.make': COORDINATING,
  'survey.estimate.show': READING,
  'survey.estimate.check': READING,
  'survey.estimate.publish': COORDINATING,
}
