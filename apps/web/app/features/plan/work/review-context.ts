import type { PlanDraftView, PlanEdit } from '@kepu/contract/plan'
import { createContext, useContext } from 'react'

/** What the parts of the review screen share. */
export interface Review {
  readonly draft: PlanDraftView
  readonly canEdit: boolean
  /** A correction is on its way: buttons wait. */
  readonly busy: boolean
  /** Answers whether it was taken: a field that wasn't keeps what was typed. */
  edit(...edits: readonly PlanEdit[]): Promise<boolean>
  readonly selected: string | null
  select(key: string | null): void
}

/** What can be done with the draft as a whole. */
export interface ReviewActions {
  edit(edits: readonly PlanEdit[]): Promise<boolean>
  undo(): void
  publish(): void
  discard(): void
}

export const ReviewContext = createContext<Review | null>(null)

/** @throws outside the review screen */
export function useReview(): Review {
  const review = useContext(ReviewContext)
  if (review === null) throw new Error('useReview outside the review screen')
  return review
}
