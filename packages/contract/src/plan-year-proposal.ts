import { z } from 'zod'
import { Day, Id } from './common.ts'
import { DeliveryKind } from './ledger.ts'
import { Quantity } from './plan-proposal.ts'
import { AnnualTaskDraft } from './plan-year.ts'

/** From the measures of the plan in force, or from the year before with what the plan has besides. */
export const proposalSources = ['plan', 'lastYear'] as const
export const ProposalSource = z.enum(proposalSources)
export type ProposalSource = z.infer<typeof ProposalSource>

/** What a proposal rests on, or lacks: each says what the coordinator should look at. */
export const ProposalNote = z.discriminatedUnion('code', [
  /** The quantity is the plan's, with the words «每年» … as its period. */
  z.object({ code: z.literal('quantityOfPlan'), quantity: Quantity }),
  /** The plan's quantity is for several years: an even share of it. */
  z.object({ code: z.literal('quantityShared'), quantity: Quantity, years: z.number().int() }),
  /** The plan's quantity doesn't say for which years. */
  z.object({ code: z.literal('quantityUndated'), quantity: Quantity }),
  /** The plan's quantity is for other years. */
  z.object({ code: z.literal('quantityOtherYears'), quantity: Quantity }),
  /** The ledger doesn't count such a unit: it stands as the deliverable. */
  z.object({ code: z.literal('quantityNotCounted'), quantity: Quantity }),
  /** These words of the plan made the kinds of work that count. */
  z.object({ code: z.literal('kindsOfWords'), words: z.array(z.string()), kinds: z.array(DeliveryKind) }),
  /** An open group, taken as so many bodies. */
  z.object({ code: z.literal('groupOpened'), name: z.string(), bodies: z.number().int() }),
  /** An open group whose members the plan leaves open. */
  z.object({ code: z.literal('groupUnknown'), name: z.string() }),
  /** The plan's deadline lies before the year. */
  z.object({ code: z.literal('deadlinePassed'), deadline: z.string() }),
  /** Nobody leads: choose a body before it's added. */
  z.object({ code: z.literal('leadMissing') }),
  /** A body of last year's task doesn't work any more. */
  z.object({ code: z.literal('bodyGone'), name: z.string() }),
  /** The measure, or the task itself, stands in no plan in force: choose another before it's added. */
  z.object({ code: z.literal('measureGone'), title: z.string() }),
  z.object({ code: z.literal('taskGone'), title: z.string() }),
  /** A node fell on a day off. */
  z.object({ code: z.literal('dayMoved'), from: Day, to: Day }),
  /** The measure stands in the plan and wasn't a task of the year before. */
  z.object({ code: z.literal('newInPlan') }),
  /** The year has it already. */
  z.object({ code: z.literal('present') }),
])
export type ProposalNote = z.infer<typeof ProposalNote>

/** A task that the year could have (任务建议): the coordinator picks, corrects, adds. */
export const AnnualProposalView = z.object({
  copiedFrom: Id.nullable(),
  label: z.string(),
  taskTitle: z.string(),
  measureTitle: z.string().nullable(),
  task: AnnualTaskDraft,
  notes: z.array(ProposalNote),
})
export type AnnualProposalView = z.infer<typeof AnnualProposalView>
export const ListProposals = z.object({ yearPlanId: Id, source: ProposalSource.default('plan') })
