import type { AppraisalRefusal, RefusedMetric, SchemeRefusal } from '@kepu/contract/plan-appraisal'
import type { ProblemText } from '../../../lib/problem.ts'

/** 依据: which rule keeps a metric out of appraisals; shown wherever one is refused. */
const BASIS = '国办函〔2026〕12号和中央网信委 2023 年关于防治“指尖上的形式主义”的若干意见'

export const metricTextZh: Readonly<Record<RefusedMetric, string>> = {
  likes: '点赞、关注、粉丝数',
  forwards: '转发、分享量',
  votes: '网络投票数',
  logIns: '登录次数、活跃度',
  onlineTime: '在线、学习时长',
  checkIns: '打卡、签到',
  photos: '照片、视频、轨迹',
  installs: '安装、使用率',
  ranking: '积分排名',
}

export function metricReasonZh(metric: RefusedMetric, word: string): string {
  return `“${word}”属于${metricTextZh[metric]}，不得作为考核依据（${BASIS}）`
}

export const appraisalProblemsZh: ProblemText<AppraisalRefusal | SchemeRefusal> = {
  'plan.scheme.refusedMetric': ({ items }) =>
    items.map(({ title, metric, word }) => `“${title}”：${metricReasonZh(metric, word)}`).join('；'),
  'plan.scheme.unsound': ({ problems }) => `还有 ${problems.length} 处不对（已在下面标出），改好后再发布`,
  'plan.scheme.unchanged': ({ edition }) => `内容与第 ${edition} 版相同，不用再发布`,
  'plan.scheme.published': ({ edition }) => `已发布过 ${edition} 版，不能删除`,
  'plan.scheme.unreadable': ({ why, row }) => {
    const place = row === null ? '' : `第 ${row} 行：`
    const reasons = {
      noHeader: '没有找到表头，第一个工作表应有“项目”“分值”等列',
      points: '分值应是不超过两位小数的数字',
      formula: '计分方式或参数不认识，请从导出的表中复制',
      scope: '适用对象应为：全部、部门单位、乡镇（街道）、牵头单位',
      noItems: '没有读到考核项目',
      json: '不是有效的考核办法文件',
    } as const
    return `${place}${reasons[why]}`
  },
  'plan.appraisal.noEdition': () => '这个考核办法还没有发布，请先发布',
  'plan.appraisal.yearState': () => '年度计划还没有下达，不能考核',
  'plan.appraisal.exists': () => '这个年度已按同一办法开展考核，请打开它继续',
  'plan.appraisal.nobody': () => '没有可考核的单位：年度计划里没有适用单位，或还没有计算',
  'plan.appraisal.state': ({ appraisalStatus }) =>
    appraisalStatus === 'released'
      ? '考核结果已发布并封存，不能再改'
      : appraisalStatus === 'disclosed'
        ? '评分表已公示给各单位，修改请处理异议或先收回'
        : '评分表还没有公示',
  'plan.appraisal.future': ({ today }) => `截止日期不能晚于今天（${today}）`,
  'plan.appraisal.incomplete': ({ pending, unitName, itemTitle }) =>
    `还有 ${pending} 项没有得分，例如${unitName}的“${itemTitle}”`,
  'plan.appraisal.notAppraised': () => '该单位不在这次考核范围内',
  'plan.appraisal.notEntered': () => '这一项由系统按记录计算，或不适用于该单位，不能人工评分',
  'plan.appraisal.outOfRange': ({ itemTitle, most }) => `“${itemTitle}”最多 ${most} 分`,
  'plan.appraisal.refusedMetric': ({ metric, word }) => metricReasonZh(metric, word),
  'plan.appraisal.termRunning': ({ until, waitingFor }) =>
    `异议期到 ${until}，还有 ${waitingFor} 个单位没有确认，暂不能发布`,
  'plan.appraisal.objectionsOpen': ({ open }) => `还有 ${open} 条异议没有答复`,
  'plan.appraisal.confirmed': ({ confirmedAt }) => `已于 ${confirmedAt.slice(0, 10)} 确认无异议`,
  'plan.objection.late': ({ until }) => `异议期已于 ${until} 结束`,
  'plan.objection.open': () => '这一项已有异议在处理',
  'plan.objection.answered': ({ answeredAt }) => `这条异议已于 ${answeredAt.slice(0, 10)} 答复`,
  'plan.objection.noScore': () => '采纳异议时请填写改后的得分',
}
