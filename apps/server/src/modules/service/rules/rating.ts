import type { OrderStatus } from '@kepu/contract/service'
import {
  type RatingRefusal,
  type RatingSummary,
  type Score,
  SMALLEST_GROUP,
  scores,
} from '@kepu/contract/service-rating'

/** Why nothing can be said of it now, or null. */
export function whyNotRate(status: OrderStatus, ratedAt: string | null): RatingRefusal | null {
  if (ratedAt !== null) return { code: 'service.rating.given', ratedAt }
  return status === 'confirmed' || status === 'closed' ? null : { code: 'service.rating.notConfirmed' }
}

/** Not content, or not at all: the order is opened again. */
export function opensAgain(score: Score): boolean {
  return score <= 2
}

/** What ratings add up to. A group too small to hide in shows no scores: that somebody rated, not what they said. */
export function summarize(
  confirmed: number,
  ratings: readonly { readonly score: Score; readonly way: string }[],
): RatingSummary {
  const rated = ratings.length
  const shown = rated >= SMALLEST_GROUP
  const sum = ratings.reduce((total, { score }) => total + score, 0)
  return {
    confirmed,
    rated,
    unrated: Math.max(0, confirmed - rated),
    counts: shown
      ? scores.map((score) => ({ score, count: ratings.filter((one) => one.score === score).length }))
      : null,
    mean: shown ? Math.round((sum / rated) * 100) / 100 : null,
    byCallback: ratings.filter(({ way }) => way === 'callback').length,
  }
}
