import { z } from 'zod'
import { Audience, Id, PageQuery, RegionCode, Version } from './common.ts'
import { Availability, Language, languages, PersonKind, Topic, topics, unique, Words } from './people.ts'

/** What a team's record says, with its members: written whole (科技志愿服务队). */
export const TeamInput = z
  .object({
    name: z.string().trim().min(2).max(60),
    unitId: Id,
    leaderId: Id.nullable().default(null),
    memberIds: z.array(Id).max(500).refine(unique, '同一人只能列一次').default([]),
    topics: z.array(Topic).min(1).max(topics.length).refine(unique, '主题不能重复'),
    audiences: z.array(Audience).max(6).default([]),
    languages: z.array(Language).max(languages.length).default(['mandarin']),
    /** Where the team starts from: a township or village of the county. */
    regionCode: RegionCode,
    /** WGS 84; both or none. */
    longitude: z.number().min(-180).max(180).nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    radiusKm: z.number().int().min(1).max(500),
    /** Visits a week that the team can make. */
    weeklyVisits: z.number().int().min(1).max(50),
    availability: Availability.default({ weekly: [], exceptions: [] }),
    /** Number on the national platform. */
    platformNumber: Words(40),
    note: Words(300),
  })
  .refine(({ longitude, latitude }) => (longitude === null) === (latitude === null), {
    message: '经度和纬度要一起填',
    path: ['latitude'],
  })
  .refine(({ leaderId, memberIds }) => leaderId === null || memberIds.includes(leaderId), {
    message: '队长应是队员',
    path: ['leaderId'],
  })
export type TeamInput = z.infer<typeof TeamInput>

export const AddTeam = z.object({ team: TeamInput })
export const ChangeTeam = z.object({ teamId: Id, version: Version, team: TeamInput, active: z.boolean().default(true) })

export const TeamView = z.object({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  leaderId: Id.nullable(),
  leaderName: z.string().nullable(),
  topics: z.array(Topic),
  audiences: z.array(Audience),
  languages: z.array(Language),
  regionCode: RegionCode,
  regionName: z.string(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  radiusKm: z.number().int(),
  weeklyVisits: z.number().int(),
  availability: Availability,
  platformNumber: z.string().nullable(),
  note: z.string().nullable(),
  active: z.boolean(),
  memberCount: z.number().int(),
  version: Version,
  can: z.array(z.string()),
})
export type TeamView = z.infer<typeof TeamView>

/** A team with the people in it; names only for whoever may see the register. */
export const TeamPage = z.object({
  team: TeamView,
  members: z.array(z.object({ id: Id, name: z.string(), kinds: z.array(PersonKind) })),
})

export const TeamFilter = z.object({
  text: z.string().trim().max(40).optional(),
  topic: Topic.optional(),
  audience: Audience.optional(),
  unitId: Id.optional(),
  regionCode: RegionCode.optional(),
  active: z.enum(['true', 'false']).optional(),
})
export type TeamFilter = z.infer<typeof TeamFilter>
export const ListTeams = PageQuery.extend(TeamFilter.shape)
