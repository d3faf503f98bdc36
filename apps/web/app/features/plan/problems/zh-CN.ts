import { appraisalProblemsZh } from './appraisal.zh-CN.ts'
import { documentProblemsZh } from './document.zh-CN.ts'
import { evaluationProblemsZh } from './evaluation.zh-CN.ts'
import { reportProblemsZh } from './report.zh-CN.ts'
import { supervisionProblemsZh } from './supervision.zh-CN.ts'
import { yearProblemsZh } from './year.zh-CN.ts'

/** Why not, for every refusal of the plan: one file an area. */
export const planProblemsZh = {
  ...appraisalProblemsZh,
  ...documentProblemsZh,
  ...evaluationProblemsZh,
  ...reportProblemsZh,
  ...supervisionProblemsZh,
  ...yearProblemsZh,
}
