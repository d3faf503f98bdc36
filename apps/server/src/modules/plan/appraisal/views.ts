import {
  AppraisalHeader,
  hinders,
  ObjectionView,
  type Scheme as SchemeContent,
  SchemeHeader,
  schemeProblems,
} from '@kepu/contract/plan-appraisal'
import { type Actor, holds } from '../../../platform/actor.ts'
import { titleOf } from './rules/course.ts'
import { hashOf } from './scheme-store.ts'
import type { ReleasedAppraisal } from './store.ts'
import type { Appraisal, Objection, Scheme, SchemeEdition } from './types.ts'

export function schemeHeader(
  { id, draft, version }: Scheme,
  editions: readonly SchemeEdition[],
  actor: Actor | null,
): SchemeHeader {
  const [last] = editions
  const writes = actor !== null && holds(actor, 'plan.scheme.rewrite')
  const shown = writes ? draft : (last?.content ?? draft)
  const changed = last?.sha256 !== hashOf(draft)
  const problems = schemeProblems(shown).filter(hinders).length
  const can = [
    ...(writes ? ['plan.scheme.rewrite'] : []),
    ...(writes && changed && problems === 0 ? ['plan.scheme.publish'] : []),
    ...(writes && !last ? ['plan.scheme.discard'] : []),
  ]
  return SchemeHeader.parse({
    id,
    title: shown.title,
    total: shown.total,
    edition: last?.edition ?? 0,
    sha256: last?.sha256 ?? null,
    publishedAt: last?.publishedAt.toISOString() ?? null,
    changed: writes && changed,
    problems,
    version,
    can,
  })
}

const VERBS: Readonly<Record<Appraisal['status'], readonly string[]>> = {
  prepared: ['plan.appraisal.compute', 'plan.appraisal.enter', 'plan.appraisal.disclose'],
  disclosed: ['plan.appraisal.reopen', 'plan.objection.answer', 'plan.appraisal.release'],
  released: [],
}

export function appraisalHeader(
  appraisal: ReleasedAppraisal,
  edition: SchemeEdition,
  actor: Actor | null,
): AppraisalHeader {
  return AppraisalHeader.parse({
    id: appraisal.id,
    title: appraisal.title,
    yearPlanId: appraisal.yearPlanId,
    year: appraisal.year,
    schemeId: appraisal.schemeId,
    edition: appraisal.edition,
    schemeSha256: edition.sha256,
    status: appraisal.status,
    asOf: appraisal.asOf,
    disclosedAt: appraisal.disclosedAt?.toISOString() ?? null,
    objectUntil: appraisal.objectUntil,
    releasedAt: appraisal.releasedAt?.toISOString() ?? null,
    releasedByName: appraisal.releasedByName,
    sha256: appraisal.sha256,
    version: appraisal.version,
    can: actor === null ? [] : VERBS[appraisal.status].filter((verb) => holds(actor, verb)),
  })
}

export function objectionView(
  objection: Objection,
  scheme: SchemeContent,
  appraisal: Pick<Appraisal, 'status'>,
  actor: Actor | null,
): ObjectionView {
  const { raisedAt, answeredAt, appraisalId: _, ...facts } = objection
  const answerable = objection.state === 'open' && appraisal.status === 'disclosed'
  return ObjectionView.parse({
    ...facts,
    itemTitle: titleOf(scheme, objection.itemId),
    raisedAt: raisedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    can: answerable && actor !== null && holds(actor, 'plan.objection.answer') ? ['plan.objection.answer'] : [],
  })
}
