import type { CertificateRefusal } from '@kepu/contract/people-certificate'
import type { ProblemText } from '../../../lib/problem.ts'

export const certificateProblemsZh: ProblemText<CertificateRefusal> = {
  'people.certificate.nothing': ({ from, to }) =>
    `${from} 至 ${to} 没有可证明的服务记录（申报的记录须先由服务对象确认）`,
  'people.certificate.revoked': ({ revokedAt }) => `这份证书已于 ${revokedAt.slice(0, 10)} 撤销`,
  'people.certificate.erased': () => '本人离队后信息已清除，不能再打印；证书编号仍可核验',
  'people.font.none': () => '服务器没有中文字体，不能生成 PDF，请用浏览器打印证书页面',
  'people.pack.unknown': () => '没有这个规则包，请重新选择',
}
