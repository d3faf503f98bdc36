import type { PersonImportRefusal } from '@kepu/contract/people-import'
import type { ProblemText } from '../../../lib/problem.ts'

export const importProblemsZh: ProblemText<PersonImportRefusal> = {
  'people.import.noHeader': () => '没有找到表头（至少要有“姓名”和“类别”两列），请使用导入模板',
  'people.import.tooManyRows': ({ maxRows }) => `超过 ${maxRows} 行，请分成几个文件`,
  'people.import.applied': () => '这份名单已经导入',
  'people.import.nothing': () => '没有要导入的行',
  'people.import.changedSince': ({ rows }) =>
    `比对之后，第 ${rows.join('、')} 行对应的人员信息又被修改，请重新上传比对`,
}
