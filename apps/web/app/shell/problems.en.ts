import type { PlatformRefusal } from '@kepu/contract'
import type { FileRefusal } from '@kepu/contract/file'
import { identityProblemsEn } from '../features/identity/problems.en.ts'
import { ledgerProblemsEn } from '../features/ledger/problems.en.ts'
import { notificationProblemsEn } from '../features/notification/problems.en.ts'
import { organizationProblemsEn } from '../features/organization/problems.en.ts'
import { peopleProblemsEn } from '../features/people/problems/en.ts'
import { planProblemsEn } from '../features/plan/problems/en.ts'
import { serviceProblemsEn } from '../features/service/problems/en.ts'
import { surveyProblemsEn } from '../features/survey/problems.en.ts'
import type { ProblemText, Refusal, WebRefusal } from '../lib/problem.ts'

const platform: ProblemText<PlatformRefusal | WebRefusal> = {
  'platform.notSignedIn': () => 'Your session has ended: please sign in again',
  'platform.notAllowed': () => 'You may not do this',
  'platform.notFound': () => 'This is no longer here: reload to see what is',
  'platform.invalid': ({ issues }) => `Please correct: ${issues.map((issue) => issue.message).join('; ')}`,
  'platform.stale': () => 'Somebody else has just changed this. Reload, then change it again',
  'platform.idempotency.missing': () => 'The request was incomplete: reload the page and try again',
  'platform.idempotency.reused': () => 'This was handled already: reload to see the result',
  'platform.duplicate': () => 'There is such a record already',
  'platform.tooLarge': ({ limit }) => `Too large: at most ${Math.floor(limit / 1_000_000)} MB`,
  'platform.tooManyRequests': ({ retryAfter }) => `Too many requests: wait ${retryAfter} seconds`,
  'platform.busy': () => 'The system is busy: try again in a moment',
  'platform.internal': ({ trace }) => `Something went wrong and was noted${trace ? ` (${trace})` : ''}`,
  'web.offline': () => 'No connection. What you typed is still here; trying again does nothing twice',
}

const unreadable = {
  damaged: 'The file is damaged, or neither Excel nor CSV',
  noSheet: 'The file has no sheet',
  tooManyRows: 'Too many rows: please split the file',
  protected: 'The file has a password: please remove it',
  encoding: 'The encoding is unknown: save it as an Excel workbook, or as CSV in UTF-8',
}

const file: ProblemText<FileRefusal> = {
  'file.table.unreadable': ({ why }) => unreadable[why],
  'file.type.notAllowed': ({ allowed }) => `Please upload ${allowed.map((ending) => `.${ending}`).join(', ')}`,
  'file.tooLarge': ({ limit }) => `Too large: at most ${Math.floor(limit / 1_000_000)} MB`,
  'file.empty': ({ name }) => `The file “${name}” is empty`,
}

/** Every refusal in English: a code without a sentence doesn't compile. */
export const problemsEn: ProblemText<Refusal> = {
  ...platform,
  ...file,
  ...identityProblemsEn,
  ...ledgerProblemsEn,
  ...notificationProblemsEn,
  ...organizationProblemsEn,
  ...peopleProblemsEn,
  ...planProblemsEn,
  ...serviceProblemsEn,
  ...surveyProblemsEn,
}
