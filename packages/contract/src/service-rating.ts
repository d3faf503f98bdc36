import { z } from 'zod'
import { Day, Id, Instant } from './common.ts'
import { Code, OrderNumber } from './service.ts'

/** 很满意、满意、一般、不满意、很不满意: said by the asker, never filled in for them. */
export const scores = [5, 4, 3, 2, 1] as const
export const Score = z.union([z.literal(5), z.literal(4), z.literal(3), z.literal(2), z.literal(1)])
export type Score = z.infer<typeof Score>

/** How a rating came (评单方式): 本人、电话回访. */
export const ratingWays = ['asker', 'callback'] as const
export const RatingWay = z.enum(ratingWays)
export type RatingWay = z.infer<typeof RatingWay>

/** What became of a call-back (回访结果): 接通、无人接听、不愿评价、号码有误. */
export const callOutcomes = ['reached', 'noAnswer', 'declined', 'wrongNumber'] as const
export const CallOutcome = z.enum(callOutcomes)
export type CallOutcome = z.infer<typeof CallOutcome>

/** What makes an order look invented (疑似虚假点单): 集中点单、同一设备、队员点单、从未确认、总由工作人员确认. */
export const signalKinds = ['villageBurst', 'deviceBurst', 'askerInTeam', 'neverConfirmed', 'staffConfirms'] as const
export const SignalKind = z.enum(signalKinds)
export type SignalKind = z.infer<typeof SignalKind>

/** What a person found when they looked (核查结论): 属实、虚构、无法判断. */
export const verdicts = ['genuine', 'invented', 'unclear'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

const Comment = z.string().trim().max(300).nullable().default(null)

export const RateByNumber = z.object({
  county: z.string(),
  number: OrderNumber,
  code: Code,
  score: z.coerce.number().pipe(Score),
  comment: Comment,
})

/** A round of call-backs (回访): who is called is drawn by chance, and anybody can draw it again. */
export const DrawCallbacks = z.object({
  from: Day,
  to: Day,
  size: z.number().int().min(1).max(500),
  /** Chosen before the list is known, e.g. by lot; absent: made here and shown. */
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
})
export const CallbackView = z.object({
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  title: z.string(),
  regionName: z.string(),
  phoneMasked: z.string().nullable(),
  outcome: CallOutcome.nullable(),
  score: Score.nullable(),
  notedAt: Instant.nullable(),
})
export type CallbackView = z.infer<typeof CallbackView>
export const CallbackRound = z.object({
  id: Id,
  from: Day,
  to: Day,
  seed: z.number().int(),
  /** SHA-256 of the list that was drawn from: one line an asker, sorted. */
  listHash: z.string(),
  listSize: z.number().int(),
  drawnAt: Instant,
  drawnByName: z.string(),
  calls: z.array(CallbackView),
})
export type CallbackRound = z.infer<typeof CallbackRound>
export const CallbackRounds = z.object({ items: z.array(CallbackRound) })
export type CallbackRounds = z.infer<typeof CallbackRounds>
export const ShowCallbackPhone = z.object({ callbackId: Id })
export const CallbackPhone = z.object({ phone: z.string() })
export const NoteCallback = z
  .object({
    callbackId: Id,
    outcome: CallOutcome,
    score: Score.nullable().default(null),
    comment: Comment,
  })
  .refine(({ outcome, score }) => outcome === 'reached' || score === null, {
    message: '接通了才有评价',
    path: ['score'],
  })

/** Ratings of a team or of all; below `SMALLEST_GROUP` ratings a team's are not shown, so that nobody is found out. */
export const SMALLEST_GROUP = 5
export const RatingSummary = z.object({
  confirmed: z.number().int(),
  rated: z.number().int(),
  /** Shown apart: they count neither as good nor as bad. */
  unrated: z.number().int(),
  /** Of score 5, 4, 3, 2, 1; null: too few to show. */
  counts: z.array(z.object({ score: Score, count: z.number().int() })).nullable(),
  mean: z.number().nullable(),
  byCallback: z.number().int(),
})
export type RatingSummary = z.infer<typeof RatingSummary>
export const TeamRatings = z.object({
  all: RatingSummary,
  teams: z.array(RatingSummary.extend({ teamId: Id, teamName: z.string() })),
})

export const OrderSignal = z.object({
  orderId: Id,
  orderNumber: z.string(),
  title: z.string(),
  regionName: z.string(),
  teamName: z.string().nullable(),
  placedAt: Instant,
  kinds: z.array(z.object({ kind: SignalKind, facts: z.record(z.string(), z.union([z.string(), z.number()])) })),
  verdict: Verdict.nullable(),
  note: z.string().nullable(),
  judgedByName: z.string().nullable(),
})
export type OrderSignal = z.infer<typeof OrderSignal>
export const OrderSignals = z.object({ items: z.array(OrderSignal) })
export const JudgeSignal = z.object({ orderId: Id, verdict: Verdict, note: z.string().trim().min(2).max(300) })

export type RatingRefusal =
  | { code: 'service.rating.notConfirmed' }
  | { code: 'service.rating.given'; ratedAt: string }
  | { code: 'service.callback.nobody'; from: string; to: string }
  | { code: 'service.callback.noted'; outcome: CallOutcome }
  | { code: 'service.callback.noPhone' }
