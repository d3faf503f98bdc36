import { z } from 'zod'
import { Day, Id, RegionCode } from './common.ts'
import { DeliveryKind } from './ledger.ts'

/**
 * Why a number deserves a second look (数据核对提示). Shown first to the one who enters it; it never stops anything.
 */
export const hintCodes = ['timesTen', 'unlikeOwn', 'unlikePeers', 'twice', 'moreNewThanCome', 'rounded'] as const

/** Value and what is usual: the middle of `of` earlier records, and how far they usually lie from it. */
const Against = { value: z.number(), usual: z.number(), spread: z.number(), of: z.number().int() }

export const HintView = z.discriminatedUnion('code', [
  /** Ten times what is usual, or a tenth: a digit too many or too few. */
  z.object({ code: z.literal('timesTen'), ...Against }),
  /** Far from the body's own records of this kind. */
  z.object({ code: z.literal('unlikeOwn'), ...Against }),
  /** Far from those of bodies of the same sort. */
  z.object({ code: z.literal('unlikePeers'), ...Against }),
  /** Same day, place, kind, body and 人次: one event, entered twice? */
  z.object({ code: z.literal('twice'), value: z.number(), occurredOn: Day, deliveryIds: z.array(Id) }),
  /** 人数 above 人次. */
  z.object({ code: z.literal('moreNewThanCome'), value: z.number(), persons: z.number() }),
  /** All numbers end in 00: estimated rather than counted? A gentle one. */
  z.object({ code: z.literal('rounded'), of: z.number().int() }),
])
export type HintView = z.infer<typeof HintView>

/** What the form of the ledger knows while it's being filled in. */
export const CheckDelivery = z.object({
  unitId: Id,
  kind: DeliveryKind,
  occurredOn: Day,
  regionCode: RegionCode.optional(),
  personTimes: z.coerce.number().int().min(0).max(100_000_000),
  persons: z.coerce.number().int().min(0).max(100_000_000).optional(),
})
