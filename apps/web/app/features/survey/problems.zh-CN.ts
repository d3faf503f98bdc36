import type { SurveyRefusal } from '@kepu/contract/survey'
import type { ProblemText } from '../../lib/problem.ts'

/** Why not, for every refusal of the survey. */
export const surveyProblemsZh: ProblemText<SurveyRefusal> = {
  'survey.frame.noHeader': ({ wanted }) => `没有找到表头，应有这些列：${wanted.join('、')}`,
  'survey.frame.problems': ({ problems, rows }) =>
    `共 ${rows} 行，其中 ${problems.length} 处有误，抽样框没有导入，请改正后重新上传`,
  'survey.draw.noFrame': () => '还没有抽样框，请先导入',
  'survey.draw.again': () => '已抽过样。重新抽样请说明理由，原样本会保留备查',
  'survey.draw.tooMany': ({ villages, available }) => `设计要抽 ${villages} 个村（社区），抽样框里只有 ${available} 个`,
  'survey.draw.strata': ({ strata, villages }) =>
    `分为 ${strata} 层，每层至少抽 2 个才能估计误差，最少要抽 ${villages} 个村（社区）`,
}
