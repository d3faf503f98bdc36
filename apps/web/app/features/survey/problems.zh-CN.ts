import type { SurveyRefusal } from '@kepu/contract/survey'
import type { EstimateRefusal } from '@kepu/contract/survey-estimate'
import type { ProblemText } from '../../lib/problem.ts'
import { categoryTextZh as categoryText, traitTextZh as traitText } from './terms.ts'

/** Why not, for every refusal of the survey. */
export const surveyProblemsZh: ProblemText<SurveyRefusal | EstimateRefusal> = {
  'survey.frame.noHeader': ({ wanted }) => `没有找到表头，应有这些列：${wanted.join('、')}`,
  'survey.frame.problems': ({ problems, rows }) =>
    `共 ${rows} 行，其中 ${problems.length} 处有误，抽样框没有导入，请改正后重新上传`,
  'survey.draw.noFrame': () => '还没有抽样框，请先导入',
  'survey.draw.again': () => '已抽过样。重新抽样请说明理由，原样本会保留备查',
  'survey.draw.tooMany': ({ villages, available }) => `设计要抽 ${villages} 个村（社区），抽样框里只有 ${available} 个`,
  'survey.draw.strata': ({ strata, villages }) =>
    `分为 ${strata} 层，每层至少抽 2 个才能估计误差，最少要抽 ${villages} 个村（社区）`,
  'survey.answers.noDraw': () => '还没有抽样，不能导入答卷',
  'survey.answers.noHeader': ({ wanted }) => `没有找到表头，应有这些列：${wanted.join('、')}`,
  'survey.answers.personal': ({ column }) => `文件里有“${column}”一列。请删去能认出本人的内容再上传，文件没有被保存`,
  'survey.answers.problems': ({ problems, rows }) =>
    `共 ${rows} 份答卷，其中 ${problems.length} 处有误，答卷没有导入，请改正后重新上传`,
  'survey.estimate.marginSum': ({ trait, sum, other, otherSum }) =>
    `${traitText[trait]}各类合计 ${sum} 人，${traitText[other]}合计 ${otherSum} 人，应当相等`,
  'survey.estimate.marginEmpty': ({ trait, category }) =>
    `${traitText[trait]}“${categoryText[category] ?? category}”在样本和总量中只有一边有人。请合并类别，或不用这一项校准`,
  'survey.estimate.marginSource': () => '请写明人口总量的来源',
  'survey.estimate.failed': ({ reason }) => `按这个方案算不出来：${reason}`,
  'survey.estimate.published': () => '这个结果已经发布',
  'survey.estimate.noShare': () => '有效答卷太少，没有可以发布的比例',
}
