import { z } from 'zod'
import { Audience, Day, Id, Instant, PageQuery, RegionCode, Version } from './common.ts'

/** Topics of science popularisation (科普主题): what people ask for and what teams offer. */
export const topics = [
  'crops',
  'plantProtection',
  'livestock',
  'agriProcessing',
  'ecommerce',
  'health',
  'chronicDisease',
  'infectiousDisease',
  'maternalChild',
  'mentalHealth',
  'foodSafety',
  'medicationSafety',
  'firstAid',
  'eldercare',
  'fraudPrevention',
  'smartphone',
  'disasterAvoidance',
  'fireSafety',
  'trafficSafety',
  'workSafety',
  'weather',
  'environment',
  'energy',
  'astronomy',
  'robotics',
  'experiments',
  'nature',
  'frontier',
  'superstition',
  'parenting',
] as const
export const Topic = z.enum(topics)
export type Topic = z.infer<typeof Topic>

/** 专家、三长、科技特派员、科普讲师、老专家、青少年科技辅导员、志愿者. */
export const personKinds = ['expert', 'head', 'envoy', 'lecturer', 'veteran', 'tutor', 'volunteer'] as const
export const PersonKind = z.enum(personKinds)
export type PersonKind = z.infer<typeof PersonKind>

/** Which of the three heads (三长): 医院院长、学校校长、农业服务中心主任. */
export const headPosts = ['hospital', 'school', 'agriculture'] as const
export const HeadPost = z.enum(headPosts)
export type HeadPost = z.infer<typeof HeadPost>

/** 普通话、本地方言、土家语、苗语、手语、英语. */
export const languages = ['mandarin', 'local', 'tujia', 'miao', 'sign', 'english'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** 上午、下午、晚上. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const
export const DayPart = z.enum(dayParts)
export type DayPart = z.infer<typeof DayPart>

/** 在队、已离队、已并入另一人、已清除. */
export const personStatuses = ['active', 'left', 'merged', 'erased'] as const
export const PersonStatus = z.enum(personStatuses)
export type PersonStatus = z.infer<typeof PersonStatus>

/** Who agreed to the record: the person, or a guardian for a minor (本人、监护人). */
export const consentGivers = ['self', 'guardian'] as const
export const ConsentGiver = z.enum(consentGivers)
export type ConsentGiver = z.infer<typeof ConsentGiver>

/** Why somebody looks at a telephone number (查看事由): 安排服务、聘任管理、应急联络、核对信息、本人要求. */
export const lookPurposes = ['arrange', 'appoint', 'emergency', 'check', 'subject'] as const
export const LookPurpose = z.enum(lookPurposes)
export type LookPurpose = z.infer<typeof LookPurpose>

/** When somebody can usually be had, and which days are otherwise (空闲时间). No weekly slot named: any day may be asked. */
export const Availability = z.object({
  weekly: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), part: DayPart }))
    .max(21)
    .default([]),
  exceptions: z
    .array(
      z
        .object({ from: Day, to: Day, free: z.boolean(), note: z.string().trim().max(60).default('') })
        .refine(({ from, to }) => from <= to, { message: '结束日期不能早于开始日期', path: ['to'] }),
    )
    .max(60)
    .default([]),
})
export type Availability = z.infer<typeof Availability>

/** A mobile or fixed-line number as it's kept: digits, a fixed line with its area code. */
export const Phone = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s()-]/g, '')
      .replace(/^(\+?86)(?=1\d{10}$)/, ''),
  )
  .pipe(z.string().regex(/^(1\d{10}|0\d{9,11})$/, '11 位手机号，或带区号的固定电话'))

/** Consent to being in the register (同意记录): which text, when, by whom. */
export const Consent = z.object({
  by: ConsentGiver,
  on: Day,
  guardianName: z.string().trim().min(2).max(40).nullable().default(null),
})
export type Consent = z.infer<typeof Consent>

/** No value twice. */
export const unique = <T>(list: readonly T[]) => new Set(list).size === list.length
/** Free text that may be left out. */
export const Words = (max: number) => z.string().trim().max(max).nullable().default(null)

/** What a person's record says, without the telephone: written whole. */
export const PersonInput = z
  .object({
    name: z.string().trim().min(2).max(40),
    kinds: z.array(PersonKind).min(1).max(personKinds.length).refine(unique, '类别不能重复'),
    headPost: HeadPost.nullable().default(null),
    unitId: Id,
    /** Where they work, in words: 县中医院. */
    employer: Words(60),
    /** 职务职称. */
    position: Words(60),
    birthYear: z.number().int().min(1900).max(2100).nullable().default(null),
    /** 专业领域, in words. */
    fields: z.array(z.string().trim().min(2).max(30)).max(8).default([]),
    topics: z.array(Topic).max(topics.length).refine(unique, '主题不能重复').default([]),
    audiences: z.array(Audience).max(6).default([]),
    languages: z.array(Language).max(languages.length).default(['mandarin']),
    regionCode: RegionCode.nullable().default(null),
    /** 聘任单位 and term. */
    appointedBy: Words(60),
    termFrom: Day.nullable().default(null),
    termTo: Day.nullable().default(null),
    availability: Availability.default({ weekly: [], exceptions: [] }),
    /** Number on the national volunteer platform, never an identity card. */
    volunteerNumber: Words(40),
    consent: Consent.nullable().default(null),
  })
  .refine(({ kinds, headPost }) => kinds.includes('head') === (headPost !== null), {
    message: '选了“三长”要写明是哪一长，未选则留空',
    path: ['headPost'],
  })
  .refine(({ termFrom, termTo }) => termFrom === null || termTo === null || termFrom <= termTo, {
    message: '聘期结束不能早于开始',
    path: ['termTo'],
  })
export type PersonInput = z.infer<typeof PersonInput>

export const AddPerson = z.object({
  person: PersonInput,
  phone: Phone.nullable().default(null),
  /** The person was compared with those named as alike, and is somebody else. */
  notDuplicate: z.boolean().default(false),
})
/** `phone` absent: the number stays as it is; null: it's removed. */
export const ChangePerson = z.object({
  personId: Id,
  version: Version,
  person: PersonInput,
  phone: Phone.nullable().optional(),
})
export const PersonLeaves = z.object({
  personId: Id,
  version: Version,
  leftOn: Day,
  reason: z.string().trim().min(2).max(200),
})
/** `username` null: nobody's account sees the record as its own. */
export const LinkAccount = z.object({
  personId: Id,
  version: Version,
  username: z.string().trim().toLowerCase().min(3).max(30).nullable(),
})
export const ShowPhone = z.object({
  personId: Id,
  purpose: LookPurpose,
  note: z.string().trim().max(100).default(''),
})
export const ShownPhone = z.object({ personId: Id, phone: z.string().nullable() })

const Facts = {
  id: Id,
  name: z.string(),
  kinds: z.array(PersonKind),
  headPost: HeadPost.nullable(),
  unitId: Id,
  unitName: z.string(),
  employer: z.string().nullable(),
  position: z.string().nullable(),
  fields: z.array(z.string()),
  topics: z.array(Topic),
  audiences: z.array(Audience),
  languages: z.array(Language),
  regionCode: RegionCode.nullable(),
  termTo: Day.nullable(),
  status: PersonStatus,
} as const

/** A row of the register: the telephone masked. */
export const PersonRow = z.object({ ...Facts, phoneMasked: z.string().nullable(), teams: z.number().int() })
export type PersonRow = z.infer<typeof PersonRow>

export const PersonView = z.object({
  ...Facts,
  regionName: z.string().nullable(),
  birthYear: z.number().int().nullable(),
  appointedBy: z.string().nullable(),
  termFrom: Day.nullable(),
  availability: Availability,
  volunteerNumber: z.string().nullable(),
  consent: Consent.nullable(),
  phoneMasked: z.string().nullable(),
  /** Has an account that may see this record as its own. */
  linked: z.boolean(),
  teams: z.array(z.object({ id: Id, name: z.string(), leads: z.boolean() })),
  leftOn: Day.nullable(),
  /** The day on which what identifies the person is erased. */
  eraseOn: Day.nullable(),
  mergedInto: Id.nullable(),
  version: Version,
  can: z.array(z.string()),
})
export type PersonView = z.infer<typeof PersonView>

export const PersonFilter = z.object({
  text: z.string().trim().max(40).optional(),
  kind: PersonKind.optional(),
  topic: Topic.optional(),
  audience: Audience.optional(),
  unitId: Id.optional(),
  regionCode: RegionCode.optional(),
  status: PersonStatus.optional(),
  /** Terms that end before this day (续聘提醒). */
  termBefore: Day.optional(),
})
export type PersonFilter = z.infer<typeof PersonFilter>
export const ListPeople = PageQuery.extend(PersonFilter.shape)

/** One look at a telephone number: the person sees it too (查看记录). */
export const LookView = z.object({
  id: Id,
  at: Instant,
  byName: z.string(),
  unitName: z.string().nullable(),
  purpose: LookPurpose,
  note: z.string(),
})
export type LookView = z.infer<typeof LookView>

/** A person of the register who may be the same one, with the reasons in the order of their weight. */
export interface LikePerson {
  readonly id: Id
  readonly name: string
  readonly unitName: string
  readonly score: number
}

export type PeopleRefusal =
  | { code: 'people.person.state'; personStatus: PersonStatus }
  | { code: 'people.person.alike'; candidates: readonly LikePerson[] }
  | { code: 'people.person.guardian'; birthYear: number }
  | { code: 'people.person.region'; regionCode: string }
  | { code: 'people.person.leftLater'; leftOn: string; today: string }
  | { code: 'people.account.unknown'; username: string }
  | { code: 'people.phone.none' }
  | { code: 'people.team.region'; regionCode: string }
  | { code: 'people.team.member'; personId: Id }
  | { code: 'people.team.name'; name: string }
