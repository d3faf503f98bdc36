import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'

/** A node by the day of its year; with an amount when it's a share of the quantity. */
export interface NodeWish {
  readonly title: string
  readonly on: string
  /** Of the quantity, 0 to 1; absent: somebody confirms it. */
  readonly share?: number
}

/** What the demonstration wants of a task, year after year. Words stand for what the county's records call it. */
export interface TaskWish {
  /** A word of the plan's task, and one of its measure. */
  readonly task: string
  readonly measure?: string
  readonly title: string
  readonly deliverable?: string
  /** Quantity of each year; a year that it lacks doesn't have the task. */
  readonly quantity?: Readonly<Record<number, number>>
  readonly unit?: string
  readonly counts?: 'deliveries' | 'personTimes'
  readonly kinds?: readonly DeliveryKind[]
  readonly audiences?: readonly Audience[]
  /** Any work of the bodies, not only that for the plan's task. */
  readonly anyWork?: true
  /** Names of bodies; those that the county lacks are left out. */
  readonly leads: readonly string[]
  readonly supports?: readonly string[]
  /** Every township supports, and each has the quantity to reach. */
  readonly everyTownship?: true
  readonly from?: string
  readonly to?: string
  readonly nodes: readonly NodeWish[]
}

/** 序时进度: a quarter of the year, a quarter of the quantity; the first quarter has the festival in it. */
export const QUARTERS: readonly NodeWish[] = [
  { title: '一季度进度', on: '03-31', share: 0.15 },
  { title: '二季度进度', on: '06-30', share: 0.45 },
  { title: '三季度进度', on: '09-30', share: 0.7 },
  { title: '全年完成', on: '12-20', share: 1 },
]

export const HALVES: readonly NodeWish[] = [
  { title: '上半年进度', on: '06-30', share: 0.4 },
  { title: '全年完成', on: '12-20', share: 1 },
]
