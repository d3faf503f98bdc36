import type { PersonImportRefusal } from '@kepu/contract/people-import'
import type { ProblemText } from '../../../lib/problem.ts'

export const importProblemsEn: ProblemText<PersonImportRefusal> = {
  'people.import.noHeader': () => 'No heading was found (it needs at least 姓名 and 类别): please use the template',
  'people.import.tooManyRows': ({ maxRows }) => `More than ${maxRows} rows: please split the file`,
  'people.import.applied': () => 'This list was imported already',
  'people.import.nothing': () => 'There is no row to import',
  'people.import.changedSince': ({ rows }) =>
    `The people of rows ${rows.join(', ')} were changed since the check: please upload and compare again`,
}
