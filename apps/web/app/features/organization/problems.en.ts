import type { OrganizationRefusal } from '@kepu/contract/organization'
import type { ProblemText } from '../../lib/problem.ts'

export const organizationProblemsEn: ProblemText<OrganizationRefusal> = {
  'organization.unit.nameTaken': ({ name }) => `“${name}” is the name of another unit`,
  'organization.alias.isName': ({ name }) => `“${name}” is the unit’s present name`,
  'organization.alias.period': ({ validFrom, validTo }) => `${validFrom} is later than ${validTo}`,
  'organization.region.outside': ({ regionCode }) => `Region ${regionCode} is not in this county`,
}
