import type { PlatformRefusal } from '@kepu/contract'
import type { FileRefusal } from '@kepu/contract/file'
import type { IdentityRefusal } from '@kepu/contract/identity'
import type { LedgerRefusal } from '@kepu/contract/ledger'
import type { OrganizationRefusal } from '@kepu/contract/organization'
import type { PeopleRefusal } from '@kepu/contract/people'
import type { CertificateRefusal } from '@kepu/contract/people-certificate'
import type { CorrectionRefusal } from '@kepu/contract/people-correction'
import type { PersonImportRefusal } from '@kepu/contract/people-import'
import type { MergeRefusal } from '@kepu/contract/people-merge'
import type { RecordRefusal } from '@kepu/contract/people-record'
import type { PlanRefusal } from '@kepu/contract/plan'
import type { AppraisalRefusal, SchemeRefusal } from '@kepu/contract/plan-appraisal'
import type { EvaluationRefusal } from '@kepu/contract/plan-evaluation'
import type { ReportRefusal } from '@kepu/contract/plan-report'
import type { SupervisionNodeRefusal } from '@kepu/contract/plan-supervision-node'
import type { SupervisionOrderRefusal } from '@kepu/contract/plan-supervision-order'
import type { YearRefusal } from '@kepu/contract/plan-year'
import type { OrderRefusal } from '@kepu/contract/service'
import type { PlanningRefusal } from '@kepu/contract/service-match'
import type { MenuRefusal } from '@kepu/contract/service-menu'
import type { RatingRefusal } from '@kepu/contract/service-rating'
import type { VisitRefusal } from '@kepu/contract/service-visit'
import type { SurveyRefusal } from '@kepu/contract/survey'
import type { EstimateRefusal } from '@kepu/contract/survey-estimate'
import type { WebhookRefusal } from '@kepu/contract/webhook'

import { z } from 'zod'

/** What can go wrong between the browser and the server. */
export type WebRefusal = { code: 'web.offline' }

/** Every reason why not that a screen can be given. A new module adds its union here, and its words in its feature. */
export type Refusal =
  | PlatformRefusal
  | FileRefusal
  | EvaluationRefusal
  | IdentityRefusal
  | LedgerRefusal
  | OrganizationRefusal
  | PeopleRefusal
  | CertificateRefusal
  | CorrectionRefusal
  | MergeRefusal
  | PersonImportRefusal
  | RecordRefusal
  | PlanRefusal
  | ReportRefusal
  | YearRefusal
  | WebhookRefusal
  | OrderRefusal
  | MenuRefusal
  | PlanningRefusal
  | VisitRefusal
  | RatingRefusal
  | AppraisalRefusal
  | SchemeRefusal
  | SurveyRefusal
  | SupervisionNodeRefusal
  | SupervisionOrderRefusal
  | EstimateRefusal
  | WebRefusal

/** The sentence of each refusal of a union: a code without one doesn't compile. */
export type ProblemText<R extends { code: string }> = {
  readonly [C in R['code']]: (facts: Extract<R, { code: C }>) => string
}

const Facts = z.looseObject({ code: z.string() })

/** A problem answer (RFC 9457) as the web keeps it: its code, and the facts of the case. */
export interface ApiProblem {
  readonly code: string
  readonly status: number
  readonly facts: z.infer<typeof Facts>
}

/** What a command answered: its value, or the reason why not. A refusal is an answer, not an exception. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ApiProblem }

export function problem(code: Refusal['code'], status: number): ApiProblem {
  return { code, status, facts: { code } }
}

/** Reads a problem answer; anything else that failed becomes `platform.internal`, so that the screen always has words. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const { data } = Facts.safeParse(body)
  return data
    ? { code: data.code, status: response.status, facts: data }
    : problem('platform.internal', response.status)
}

// Each sentence takes the facts of its own code. Written as a method, TypeScript lets the table be asked by any code.
interface Sentences {
  readonly [code: string]: { say(facts: { code: string }): string }['say']
}

/** The reason in words; a code that this version of the web doesn't know is shown as itself. */
export function sentenceOf(texts: ProblemText<Refusal>, { code, facts }: ApiProblem): string {
  const sentences: Sentences = texts
  const sentence = Object.hasOwn(texts, code) ? sentences[code] : undefined
  return sentence ? sentence(facts) : code
}
