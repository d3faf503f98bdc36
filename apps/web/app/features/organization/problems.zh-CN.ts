import type { OrganizationRefusal } from '@kepu/contract/organization'
import type { ProblemText } from '../../lib/problem.ts'

/** Why not, for every refusal of units and their names. */
export const organizationProblemsZh: ProblemText<OrganizationRefusal> = {
  'organization.unit.nameTaken': ({ name }) => `“${name}”已是另一个单位的名称或别名`,
  'organization.alias.isName': ({ name }) => `“${name}”就是这个单位现在的名称，不必作为别名`,
  'organization.alias.period': ({ validFrom, validTo }) => `起止日期颠倒：${validFrom} 晚于 ${validTo}`,
  'organization.region.outside': ({ regionCode }) => `区划代码 ${regionCode} 不属于本县`,
}
