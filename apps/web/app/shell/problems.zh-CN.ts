import type { PlatformRefusal } from '@kepu/contract'
import type { FileRefusal } from '@kepu/contract/file'
import { identityProblemsZh } from '../features/identity/problems.zh-CN.ts'
import { ledgerProblemsZh } from '../features/ledger/problems.zh-CN.ts'
import { notificationProblemsZh } from '../features/notification/problems.zh-CN.ts'
import { organizationProblemsZh } from '../features/organization/problems.zh-CN.ts'
import { peopleProblemsZh } from '../features/people/problems/zh-CN.ts'
import { planProblemsZh } from '../features/plan/problems/zh-CN.ts'
import { serviceProblemsZh } from '../features/service/problems/zh-CN.ts'
import { surveyProblemsZh } from '../features/survey/problems.zh-CN.ts'
import type { ProblemText, Refusal, WebRefusal } from '../lib/problem.ts'

const platform: ProblemText<PlatformRefusal | WebRefusal> = {
  'platform.notSignedIn': () => '登录已过期，请重新登录',
  'platform.notAllowed': () => '您没有做这件事的权限',
  'platform.notFound': () => '内容不存在或已被移除，请刷新后再看',
  'platform.invalid': ({ issues }) => `填写有误：${issues.map((issue) => issue.message).join('；')}`,
  'platform.stale': () => '别人刚刚修改过这里。请刷新看到最新内容后再改',
  'platform.idempotency.missing': () => '请求不完整，请刷新页面后重试',
  'platform.idempotency.reused': () => '这次操作已处理过，请刷新页面查看结果',
  'platform.duplicate': () => '已有相同的记录',
  'platform.tooLarge': ({ limit }) => `内容过大，上限 ${Math.floor(limit / 1_000_000)} MB`,
  'platform.tooManyRequests': ({ retryAfter }) => `操作过于频繁，请 ${retryAfter} 秒后再试`,
  'platform.busy': () => '系统繁忙，请稍后再试',
  'platform.internal': ({ trace }) => (trace ? `系统出错，已记录。报修编号：${trace}` : '系统出错，请稍后再试'),
  'web.offline': () => '网络不通，填写的内容还在。网络恢复后请重试，不会重复提交',
}

const unreadable = {
  damaged: '文件损坏，或不是 Excel、CSV 文件',
  noSheet: '文件里没有工作表',
  tooManyRows: '行数过多，请分成几个文件',
  protected: '文件有密码保护，请去掉密码后再上传',
  encoding: '文字编码无法识别，请另存为 Excel 工作簿，或 UTF-8 编码的 CSV',
}

const file: ProblemText<FileRefusal> = {
  'file.table.unreadable': ({ why }) => unreadable[why],
  'file.type.notAllowed': ({ allowed }) =>
    `不支持这种文件，请上传 ${allowed.map((ending) => `.${ending}`).join('、')} 文件`,
  'file.tooLarge': ({ limit }) => `文件过大，上限 ${Math.floor(limit / 1_000_000)} MB`,
  'file.empty': ({ name }) => `文件“${name}”是空的`,
}

/** Every refusal in Chinese: a code without a sentence doesn't compile. */
export const problemsZh: ProblemText<Refusal> = {
  ...platform,
  ...file,
  ...identityProblemsZh,
  ...ledgerProblemsZh,
  ...notificationProblemsZh,
  ...organizationProblemsZh,
  ...peopleProblemsZh,
  ...planProblemsZh,
  ...serviceProblemsZh,
  ...surveyProblemsZh,
}
