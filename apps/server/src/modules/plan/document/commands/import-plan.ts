import { ParsedPlan, PlanHeader } from '@kepu/contract/plan'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { recordFile } from '../../../file/index.ts'
import { holdsOn, listAliases } from '../../../organization/index.ts'
import { planHeader } from '../headers.ts'
import type { KnownName } from '../rules/matching.ts'
import { namesWithDuties } from '../rules/readiness.ts'
import { findPlanRow, requirePlanRight } from '../store.ts'
import type { Draft } from '../types.ts'

const ImportPlan = z.object({
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number(), sha256: z.string() }),
  parsed: ParsedPlan,
})

/** A parsed document becomes a draft. Names that are a known unit's name or valid alias are decided; the rest a person decides. */
export const importPlan = command({
  name: 'plan.plan.import',
  input: ImportPlan,
  output: PlanHeader,
  async run(work, { file, parsed }) {
    await requirePlanRight(work, 'plan.plan.import')
    const { proposal, text } = parsed
    const draft: Draft = { proposal, decisions: await knownDecisions(work, proposal), settled: [] }
    const stored = await recordFile(work, file, 'plan')
    const id = work.newId()
    await work.tx
      .insertInto('plan.plan')
      .values({
        county_code: work.county,
        id,
        title: proposal.title ?? '',
        issuer: proposal.issuer,
        document_number: proposal.documentNumber,
        issued_on: proposal.issuedOn,
        period_start: proposal.period?.start ?? null,
        period_end: proposal.period?.end ?? null,
        status: 'draft',
        revision: 1,
        file_id: stored.id,
        file_name: file.name,
        source_text: text,
        imported: JSON.stringify(proposal),
        draft: JSON.stringify(draft),
        created_by: work.actor.id,
        created_at: work.now,
      })
      .execute()
    work.record({
      subject: ['plan', id],
      detail: { title: proposal.title, file: file.name, sha256: file.sha256, tasks: proposal.tasks.length },
    })
    return planHeader(await findPlanRow(work.tx, work.county, id), work.actor)
  },
})

/** Names and other names of the county's units that hold on a day. */
export async function knownNames(tx: Work['tx'], county: string, day: string): Promise<KnownName[]> {
  const units = await tx
    .selectFrom('organization.unit')
    .select(['id', 'name'])
    .where('county_code', '=', county)
    .where('active', '=', true)
    .where('kind', '<>', 'village')
    .execute()
  const aliases = await listAliases(tx, county)
  return [
    ...units.map(({ id, name }) => ({ unitId: id, name, kind: 'name' as const })),
    ...aliases
      .filter((alias) => holdsOn(alias, day))
      .map(({ unitId, name }) => ({ unitId, name, kind: 'alias' as const })),
  ]
}

async function knownDecisions(work: Work, proposal: Draft['proposal']): Promise<Draft['decisions']> {
  const known = await knownNames(work.tx, work.county, proposal.issuedOn ?? work.today)
  const groups = new Set(proposal.units.filter((unit) => unit.kind === 'openGroup').map((unit) => unit.name))
  const decisions: Record<string, Draft['decisions'][string]> = {}
  for (const name of namesWithDuties(proposal).keys()) {
    const matches = new Set(known.filter((one) => one.name === name).map((one) => one.unitId))
    const [unitId] = matches
    if (groups.has(name)) decisions[name] = { as: 'openGroup' }
    else if (unitId !== undefined && matches.size === 1) decisions[name] = { as: 'unit', unitId }
  }
  return decisions
}
