import type { TaskView } from '@kepu/contract/plan'
import type { AnnualTaskDraft } from '@kepu/contract/plan-year'
import type { ProposalNote } from '@kepu/contract/plan-year-proposal'

type Body = TaskView['lead'][number]
type Duties = AnnualTaskDraft['duties']

export interface Bodies {
  readonly duties: Duties
  readonly notes: readonly ProposalNote[]
  /** Nobody supports but the townships, or the townships lead: each of them has its own quantity. */
  readonly townshipsAlone: boolean
}

/** 各乡镇（街道）、各镇乡、乡镇人民政府 … */
const TOWNSHIPS = /(?:各|有关)?(?:乡镇|镇乡|镇街|街镇|乡（镇）|乡\(镇\)|镇（街道）)/

/** Who has a duty in a task of the year: the plan's bodies, 各乡镇（街道） taken as every township. A body that leads doesn't support. */
export function bodiesFor(
  { lead, responsible }: { lead: readonly Body[]; responsible: readonly Body[] },
  townships: readonly string[],
): Bodies {
  const notes: ProposalNote[] = []
  const opened = (bodies: readonly Body[]) =>
    bodies.flatMap(({ unitId, name }) => {
      if (unitId !== null) return [unitId]
      if (TOWNSHIPS.test(name) && townships.length > 0) {
        notes.push({ code: 'groupOpened', name, bodies: townships.length })
        return townships
      }
      notes.push({ code: 'groupUnknown', name })
      return []
    })
  const leads = new Set(opened(lead))
  const supports = new Set(opened(responsible).filter((unitId) => !leads.has(unitId)))
  if (leads.size === 0) notes.push({ code: 'leadMissing' })
  const doers = supports.size > 0 ? supports : leads
  const known = new Set(townships)
  return {
    duties: [
      ...[...leads].map((unitId) => ({ unitId, role: 'lead' as const })),
      ...[...supports].map((unitId) => ({ unitId, role: 'support' as const })),
    ],
    notes,
    townshipsAlone: doers.size > 0 && [...doers].every((unitId) => known.has(unitId)),
  }
}
