import { z } from 'zod'
import { Id, Instant, Version } from './common.ts'
import { PersonView } from './people.ts'

/** Why two records may be one person (相似理由): 同名、姓名近似、同电话、电话不同、同编号、同单位、同工作单位、同年出生、出生年不同. */
export const likenessReasons = [
  'sameName',
  'similarName',
  'samePhone',
  'otherPhone',
  'sameNumber',
  'sameUnit',
  'sameEmployer',
  'sameBirthYear',
  'otherBirthYear',
] as const
export const LikenessReason = z.enum(likenessReasons)
export type LikenessReason = z.infer<typeof LikenessReason>

/** What a record says, field by field, as comparisons, corrections and imports name it (信息项). */
export const personFields = [
  'name',
  'kinds',
  'headPost',
  'unitId',
  'employer',
  'position',
  'birthYear',
  'fields',
  'topics',
  'audiences',
  'languages',
  'regionCode',
  'appointedBy',
  'termFrom',
  'termTo',
  'availability',
  'volunteerNumber',
  'consent',
  'phone',
] as const
export const PersonField = z.enum(personFields)
export type PersonField = z.infer<typeof PersonField>

/** How alike two records are: points with their reasons, which anybody can add up. */
export const LikenessView = z.object({
  score: z.number().int().min(0).max(100),
  reasons: z.array(z.object({ reason: LikenessReason, points: z.number().int() })),
})
export type LikenessView = z.infer<typeof LikenessView>

const Alike = z.object({
  id: Id,
  name: z.string(),
  unitName: z.string(),
  employer: z.string().nullable(),
  phoneMasked: z.string().nullable(),
})

/** Two records that may be one person (疑似重复). */
export const DuplicateView = z.object({ one: Alike, other: Alike, likeness: LikenessView })
export type DuplicateView = z.infer<typeof DuplicateView>

/** Both records side by side (并排比对). */
export const ComparisonView = z.object({
  one: PersonView,
  other: PersonView,
  likeness: LikenessView,
  /** Fields in which they differ. */
  different: z.array(PersonField),
  can: z.array(z.string()),
})
export type ComparisonView = z.infer<typeof ComparisonView>

/** The record that stays takes the named fields from the one that goes. */
export const MergePeople = z.object({
  keepId: Id,
  keepVersion: Version,
  mergeId: Id,
  mergeVersion: Version,
  take: z.array(PersonField).max(personFields.length).default([]),
})
export const UndoMerge = z.object({ mergeId: Id })
export const NotSame = z.object({ oneId: Id, otherId: Id })

export const MergeView = z.object({
  id: Id,
  keptId: Id,
  mergedId: Id,
  mergedName: z.string(),
  taken: z.array(PersonField),
  mergedByName: z.string(),
  mergedAt: Instant,
  undoneAt: Instant.nullable(),
  can: z.array(z.string()),
})
export type MergeView = z.infer<typeof MergeView>

export type MergeRefusal =
  | { code: 'people.merge.self' }
  | { code: 'people.merge.gone'; personId: Id }
  | { code: 'people.merge.undone'; undoneAt: string }
  | { code: 'people.merge.changedSince'; version: number }
