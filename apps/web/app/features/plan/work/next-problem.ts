import type { DraftProblem } from '@kepu/contract/plan'

/** The one after what was shown last; when that one has been settled, the one that took its place. */
export function nextProblem(
  problems: readonly DraftProblem[],
  shown: { readonly index: number; readonly problem: DraftProblem } | null,
): number {
  if (shown === null) return 0
  const words = JSON.stringify(shown.problem)
  const still = problems.findIndex((problem) => JSON.stringify(problem) === words)
  return (still === -1 ? shown.index : still + 1) % problems.length
}
