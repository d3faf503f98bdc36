import type { CorrectionRefusal } from '@kepu/contract/people-correction'
import type { ProblemText } from '../../../lib/problem.ts'

export const correctionProblemsZh: ProblemText<CorrectionRefusal> = {
  'people.correction.nothing': () => '与现有信息一致，没有需要更正的内容',
  'people.correction.decided': ({ correctionStatus }) =>
    correctionStatus === 'accepted' ? '这份更正申请已经采纳' : '这份更正申请已经处理，未采纳',
  'people.correction.open': () => '此人已有一份待处理的更正申请，处理后才能再提',
  'people.link.spent': () => '链接已用过或已过期，请联系归口单位重新获取',
}
