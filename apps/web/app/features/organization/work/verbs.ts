import { AddUnit, AddUnitAlias, ChangeFooter, RemoveUnitAlias, RenameUnit, UnitView } from '@kepu/contract/organization'
import { verb } from '../../../lib/verb.ts'

export const addUnit = verb('POST', '/units', AddUnit, UnitView)
export const renameUnit = verb('PUT', '/units/{unitId}/name', RenameUnit, UnitView)
export const addAlias = verb('POST', '/units/{unitId}/aliases', AddUnitAlias, UnitView)
export const removeAlias = verb('DELETE', '/units/{unitId}/aliases/{name}', RemoveUnitAlias, UnitView)
export const changeFooter = verb('PUT', '/county/footer', ChangeFooter, ChangeFooter)
