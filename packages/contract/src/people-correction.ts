import { z } from 'zod'
import { Audience, Day, Id, Instant, PageQuery, RegionCode } from './common.ts'
import { Availability, Language, LookView, PersonView, Phone, Topic } from './people.ts'
import { PersonField } from './people-merge.ts'
import { RecordView } from './people-record.ts'

/** 待处理、已采纳、未采纳. */
export const correctionStatuses = ['open', 'accepted', 'declined'] as const
export const CorrectionStatus = z.enum(correctionStatuses)
export type CorrectionStatus = z.infer<typeof CorrectionStatus>

/** Who asks for a correction: 本人、单位. */
export const correctionAskers = ['person', 'unit'] as const

const Words = (max: number) => z.string().trim().max(max).nullable().optional()

/** What the record should say instead: only what is wrong; null empties a field. */
export const Proposal = z
  .object({
    name: z.string().trim().min(2).max(40).optional(),
    employer: Words(60),
    position: Words(60),
    birthYear: z.number().int().min(1900).max(2100).nullable().optional(),
    fields: z.array(z.string().trim().min(2).max(30)).max(8).optional(),
    topics: z.array(Topic).max(30).optional(),
    audiences: z.array(Audience).max(6).optional(),
    languages: z.array(Language).max(6).optional(),
    regionCode: RegionCode.nullable().optional(),
    availability: Availability.optional(),
    volunteerNumber: Words(40),
    phone: Phone.nullable().optional(),
  })
  .refine((proposal) => Object.values(proposal).some((value) => value !== undefined), '没有写要更正什么')
export type Proposal = z.infer<typeof Proposal>

export const RequestCorrection = z.object({
  personId: Id,
  proposal: Proposal,
  note: z.string().trim().max(300).default(''),
})
/** By the person, through the link. */
export const RequestOwnCorrection = RequestCorrection.omit({ personId: true }).extend({ token: z.string().max(100) })
export const DecideCorrection = z.object({
  correctionId: Id,
  accept: z.boolean(),
  reason: z.string().trim().min(2).max(300),
})

/** 更正申请. The telephone in it stays masked. */
export const CorrectionView = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  unitName: z.string(),
  askedBy: z.enum(correctionAskers),
  askedByName: z.string(),
  askedAt: Instant,
  note: z.string(),
  changes: z.array(z.object({ field: PersonField, before: z.unknown(), after: z.unknown() })),
  status: CorrectionStatus,
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
  can: z.array(z.string()),
})
export type CorrectionView = z.infer<typeof CorrectionView>

export const ListCorrections = PageQuery.extend({
  status: CorrectionStatus.default('open'),
  personId: Id.optional(),
})

/** A link for a person without an account; shown once. */
export const MakeLink = z.object({ personId: Id })
export const MadeLink = z.object({ path: z.string(), expiresAt: Instant })

/** What a person sees of themselves (本人信息): everything that is held, who looked, what is asked. */
export const OwnView = z.object({
  person: PersonView,
  phone: z.string().nullable(),
  looks: z.array(LookView),
  records: z.array(RecordView),
  hours: z.number(),
  corrections: z.array(CorrectionView),
  /** A link that was used for a correction shows and takes nothing more. */
  until: Day.nullable(),
})
export type OwnView = z.infer<typeof OwnView>

export type CorrectionRefusal =
  | { code: 'people.correction.nothing' }
  | { code: 'people.correction.decided'; correctionStatus: CorrectionStatus }
  | { code: 'people.correction.open'; correctionId: Id }
  | { code: 'people.link.spent' }
