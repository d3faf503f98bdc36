import { Id } from '@kepu/contract'
import {
  type AchievementsView,
  EvaluationView,
  MeasuredValueView,
  ProgressDictionaryView,
  ProgressTable,
  ProgressTableView,
  ProgressView,
} from '@kepu/contract/plan-evaluation'
import { z } from 'zod'
import { canOf } from '../../../platform/actor.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { rootUnit } from '../../organization/index.ts'
import { publishedPlanId } from '../document/published.ts'
import { listEditions, readEdition } from './editions.ts'
import { findValue, listVersions } from './measured-values.ts'
import { readAchievements } from './read-achievements.ts'
import { evaluationRights } from './rights.ts'
import { readSections } from './sections.ts'
import { dictionary, tableOf } from './tables.ts'

function none(): never {
  refuse({ code: 'platform.notFound', kind: 'plan' })
}

async function achievementsOf(read: Read, planId: string): Promise<AchievementsView> {
  const id = await publishedPlanId(read, planId)
  return (await readAchievements(read.tx, read.county, id, read.today)) ?? none()
}

/** Every version of every value, for those who keep them. */
export const listMeasuredValues = query({
  name: 'plan.measuredValue.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ items: z.array(MeasuredValueView), can: z.array(z.string()) }),
  async run(read) {
    const root = await rootUnit(read.tx, read.county)
    return {
      items: await listVersions(read.tx, read.county),
      can: canOf(read.actor, Object.keys(evaluationRights), root.ancestors),
    }
  },
})

/** One measured value, in its newest version or in a named one: the address that others may cite. */
export const showMeasuredValue = query({
  name: 'plan.measuredValue.show',
  access: 'public',
  input: z.object({ valueId: Id, version: z.coerce.number().int().positive().optional() }),
  output: MeasuredValueView,
  async run(read, { valueId, version }) {
    return findValue(read.tx, read.county, valueId, version)
  },
})

/** 总结评估: goals, tasks, groups, townships, and the chapters of the report. */
export const showEvaluation = query({
  name: 'plan.evaluation.show',
  access: 'signedIn',
  input: z.object({ planId: z.string().default('current') }),
  output: EvaluationView,
  async run(read, { planId }) {
    const achievements = await achievementsOf(read, planId)
    const root = await rootUnit(read.tx, read.county)
    return {
      countyName: root.name,
      provisional: achievements.asOf < `${achievements.period.end}-12-31`,
      achievements,
      sections: await readSections(read.tx, read.county, achievements),
      can: canOf(read.actor, Object.keys(evaluationRights), root.ancestors),
    }
  },
})

const Edition = z.coerce.number().int().positive().optional()

async function progressOf(read: Read, edition: number | undefined): Promise<AchievementsView> {
  return edition === undefined ? achievementsOf(read, 'current') : readEdition(read.tx, read.county, edition)
}

/** The public progress page: today's figures, or those of a frozen edition. */
export const showProgress = query({
  name: 'plan.progress.show',
  access: 'public',
  input: z.object({ edition: Edition }),
  output: ProgressView,
  async run(read, { edition }) {
    const achievements = await progressOf(read, edition)
    return { edition: edition ?? null, achievements, editions: await listEditions(read.tx, read.county) }
  },
})

/** What the columns of the open data mean. */
export const showProgressDictionary = query({
  name: 'plan.progress.dictionary',
  access: 'public',
  input: z.object({}),
  output: ProgressDictionaryView,
  run: async () => dictionary(),
})

/** One table of the open data. */
export const showProgressTable = query({
  name: 'plan.progress.table',
  access: 'public',
  input: z.object({ table: ProgressTable, edition: Edition }),
  output: ProgressTableView,
  async run(read, { table, edition }) {
    return tableOf(table, await progressOf(read, edition), edition ?? null)
  },
})
