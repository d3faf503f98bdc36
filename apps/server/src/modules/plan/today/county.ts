import type { TodayCounty, TodayFrozen } from '@kepu/contract/plan-today'
import type { Tx } from '../../../platform/database.ts'
import { workSums } from '../../ledger/index.ts'
import { listEditions as listSchemeEditions } from '../appraisal/scheme-store.ts'
import { listAppraisals } from '../appraisal/store.ts'
import { currentPlanId, readPlan } from '../document/read-plan.ts'
import { listEditions as listProgressEditions } from '../evaluation/editions.ts'
import { judgeGoals } from '../evaluation/goals.ts'
import { currentValues } from '../evaluation/measured-values.ts'
import { readTownships } from '../evaluation/read-achievements.ts'
import { addUp } from '../evaluation/rules/achievements.ts'

/** Goals against what was measured, and the year's work by group and township. */
export async function readCounty(tx: Tx, county: string, today: string): Promise<TodayCounty> {
  const year = Number(today.slice(0, 4))
  const planId = await currentPlanId(tx, county, today)
  const indicators = planId === null ? [] : (await readPlan(tx, county, planId, null)).indicators
  const values = await currentValues(tx, county)
  const sums = await workSums(tx, county, `${year}-01-01`, today)
  const { audiences, townships } = addUp(sums, await readTownships(tx, county), [year])
  return {
    goals: judgeGoals(
      indicators,
      values.filter((value) => value.year <= year),
    ).map(({ name, unit, target, judgedBy, verdict }) => ({
      name,
      unit,
      target: { year: target.year, value: target.value, comparator: target.comparator },
      measured:
        judgedBy === null
          ? null
          : {
              year: judgedBy.year,
              value: judgedBy.value,
              low: judgedBy.interval?.low ?? null,
              high: judgedBy.interval?.high ?? null,
            },
      verdict,
    })),
    audiences: audiences.map(({ audience, deliveries, personTimes }) => ({ audience, deliveries, personTimes })),
    townships: townships.map(({ regionCode, name, deliveries, personTimes }) => ({
      regionCode,
      name,
      deliveries,
      personTimes,
    })),
  }
}

/** What stands frozen, newest first: three reads. */
export async function readFrozen(tx: Tx, county: string): Promise<TodayFrozen[]> {
  const schemes = (await listSchemeEditions(tx, county)).map(
    (one): TodayFrozen => ({
      kind: 'scheme',
      id: one.schemeId,
      title: `${one.content.title}（${one.edition}）`,
      sha256: one.sha256,
      at: one.publishedAt.toISOString(),
    }),
  )
  const appraisals = (await listAppraisals(tx, county)).flatMap(({ id, title, sha256, releasedAt }): TodayFrozen[] =>
    sha256 === null || releasedAt === null
      ? []
      : [{ kind: 'appraisal', id, title, sha256, at: releasedAt.toISOString() }],
  )
  const progress = (await listProgressEditions(tx, county)).map(
    (one): TodayFrozen => ({
      kind: 'progress',
      id: String(one.edition),
      title: String(one.edition),
      sha256: one.sha256,
      at: one.releasedAt,
    }),
  )
  return [...schemes, ...appraisals, ...progress].sort((a, b) => b.at.localeCompare(a.at))
}
