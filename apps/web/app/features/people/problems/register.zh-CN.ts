import type { PeopleRefusal } from '@kepu/contract/people'
import type { ProblemText } from '../../../lib/problem.ts'

export const registerProblemsZh: ProblemText<PeopleRefusal> = {
  'people.person.state': ({ personStatus }) =>
    personStatus === 'merged' ? '这条记录已并入另一人，请打开合并后的记录' : '此人已离队，不能再修改',
  'people.person.alike': ({ candidates }) =>
    `名录中可能已有此人：${candidates.map(({ name, unitName }) => `${name}（${unitName}）`).join('、')}。请先核对`,
  'people.person.guardian': ({ birthYear }) => `${birthYear} 年出生，可能未满 18 周岁，须登记监护人的姓名和同意日期`,
  'people.person.region': () => '常住地不是本县的乡镇或村（社区）',
  'people.person.leftLater': ({ today }) => `离队日期不能晚于今天（${today}）`,
  'people.account.unknown': ({ username }) => `本县没有用户名为“${username}”的账号`,
  'people.phone.none': () => '没有登记电话',
  'people.team.region': () => '出发地不是本县的乡镇或村（社区）',
  'people.team.member': () => '有队员已不在名录中，请刷新后重新选择',
  'people.team.name': ({ name }) => `已有名为“${name}”的服务队`,
}
