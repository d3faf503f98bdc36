import { appraisalProblemsEn } from './appraisal.en.ts'
import { documentProblemsEn } from './document.en.ts'
import { evaluationProblemsEn } from './evaluation.en.ts'
import { reportProblemsEn } from './report.en.ts'
import { supervisionProblemsEn } from './supervision.en.ts'
import { yearProblemsEn } from './year.en.ts'

export const planProblemsEn = {
  ...appraisalProblemsEn,
  ...documentProblemsEn,
  ...evaluationProblemsEn,
  ...reportProblemsEn,
  ...supervisionProblemsEn,
  ...yearProblemsEn,
}
