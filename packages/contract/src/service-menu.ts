import { z } from 'zod'
import { Audience, Day, Id, Version } from './common.ts'
import { DeliveryKind } from './ledger.ts'
import { Topic } from './people.ts'

/** 待审核、可点、已退回、已下架. */
export const menuStatuses = ['proposed', 'offered', 'returned', 'retired'] as const
export const MenuStatus = z.enum(menuStatuses)
export type MenuStatus = z.infer<typeof MenuStatus>

/** 成套器材: what a service brings along. */
export const kitKinds = [
  'microscope',
  'soilTest',
  'pesticideTest',
  'bloodPressure',
  'firstAidDummy',
  'extinguisher',
  'projector',
  'robots',
  'telescope',
  'experimentBox',
  'waterTest',
  'exhibitionBoards',
] as const
export const KitKind = z.enum(kitKinds)
export type KitKind = z.infer<typeof KitKind>

/** What can be ordered (服务项目), as a department proposes it. */
export const MenuItemInput = z.object({
  title: z.string().trim().min(2).max(60),
  summary: z.string().trim().min(2).max(300),
  topic: Topic,
  audiences: z.array(Audience).min(1).max(6),
  /** What it counts as in the ledger. */
  kind: DeliveryKind,
  /** Months in which it can be had; empty: all year. */
  months: z.array(z.number().int().min(1).max(12)).max(12).default([]),
  minutes: z.number().int().min(10).max(600),
  minPeople: z.number().int().min(1).max(1000).default(1),
  kits: z.array(KitKind).max(4).default([]),
  /** Words of people that mean this (用语), for the classification of free text. */
  keywords: z.array(z.string().trim().min(1).max(20)).max(60).default([]),
  /** What it is done for, so that the ledger knows. */
  taskId: Id.nullable().default(null),
  measureId: Id.nullable().default(null),
})
export type MenuItemInput = z.infer<typeof MenuItemInput>

export const MenuItemView = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  ...MenuItemInput.shape,
  status: MenuStatus,
  /** Why it was returned or retired. */
  reason: z.string().nullable(),
  version: Version,
  /** Orders of the last twelve months. */
  orders: z.number().int(),
  lastOrderedOn: Day.nullable(),
  /** Nobody has ordered it for a year: the coordinator may retire it. */
  unused: z.boolean(),
  can: z.array(z.string()),
})
export type MenuItemView = z.infer<typeof MenuItemView>

/** The menu as the public sees it. */
export const PublicMenuItem = z.object({
  id: Id,
  title: z.string(),
  summary: z.string(),
  topic: Topic,
  audiences: z.array(Audience),
  months: z.array(z.number().int()),
  minutes: z.number().int(),
  minPeople: z.number().int(),
  kits: z.array(KitKind),
  unitName: z.string(),
  inSeason: z.boolean(),
})
export type PublicMenuItem = z.infer<typeof PublicMenuItem>
export const PublicMenu = z.object({ items: z.array(PublicMenuItem) })

/** What people asked for and nobody offers (无人提供的需求). */
export const UnofferedNeed = z.object({
  topic: Topic.nullable(),
  orders: z.number().int(),
  rejected: z.number().int(),
  townships: z.number().int(),
  lastOn: Day,
})
export type UnofferedNeed = z.infer<typeof UnofferedNeed>
export const MenuBoard = z.object({
  items: z.array(MenuItemView),
  unoffered: z.array(UnofferedNeed),
  /** May the reader propose for these units? */
  units: z.array(z.object({ id: Id, name: z.string() })),
})
export type MenuBoard = z.infer<typeof MenuBoard>

const Reason = z.string().trim().min(2).max(300)
export const ProposeMenuItem = z.object({ unitId: Id, item: MenuItemInput })
export const ReviseMenuItem = z.object({ menuItemId: Id, version: Version, item: MenuItemInput })
export const ApproveMenuItem = z.object({ menuItemId: Id, version: Version })
export const ReturnMenuItem = z.object({ menuItemId: Id, version: Version, reason: Reason })
export const RetireMenuItem = z.object({ menuItemId: Id, version: Version, reason: Reason })

export type MenuRefusal =
  | { code: 'service.menuItem.state'; menuStatus: MenuStatus }
  | { code: 'service.menuItem.title'; name: string }
  | { code: 'service.menuItem.purpose'; taskId: Id }
