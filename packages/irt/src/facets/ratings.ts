import { NumericError } from '@kepu/numeric'
import { MISSING } from '../model/items.ts'
import type { Responses } from '../model/responses.ts'

/** Ratings one under another: who was rated, on what, by whom, and how. */
export interface Ratings {
  /** [R] project or person, 0 … N−1 */
  readonly project: ArrayLike<number>
  /** [R] criterion, 0 … I−1 */
  readonly criterion: ArrayLike<number>
  /** [R] judge, 0 … J−1 */
  readonly judge: ArrayLike<number>
  /** [R] category given, 0 … K−1 */
  readonly category: ArrayLike<number>
}

/** Ratings as answers to one item for each pair of criterion and judge that occurs. */
export interface RatingLayout {
  readonly projects: number
  readonly criteria: number
  readonly judges: number
  readonly categories: number
  /** [V] criterion and judge of each item */
  readonly criterionOf: readonly number[]
  readonly judgeOf: readonly number[]
  readonly responses: Responses
  /** groups of judges that no project connects: 1 when all severities can be compared by projects in common */
  readonly subsets: number
}

/** Codes 0 … n−1, all of them used. @throws NumericError irt.rating (names the rating or the code) */
function levelsOf(codes: ArrayLike<number>, what: string): number {
  const seen = new Set<number>()
  for (let r = 0; r < codes.length; r++) {
    if (!Number.isInteger(codes[r]) || codes[r] < 0)
      throw new NumericError('irt.rating', `rating ${r}: ${what} ${codes[r]}`)
    seen.add(codes[r])
  }
  for (let code = 0; code < seen.size; code++) {
    if (!seen.has(code)) throw new NumericError('irt.rating', `${what} ${code} has no rating`)
  }
  return seen.size
}

/**
 * Checks ratings and lays them out.
 *
 * @throws NumericError irt.shape · irt.rating (names the rating: bad code, given twice; or the project, criterion, judge or category that never occurs)
 */
export function layOutRatings({ project, criterion, judge, category }: Ratings): RatingLayout {
  const count = project.length
  if (count === 0 || [criterion, judge, category].some((codes) => codes.length !== count)) {
    throw new NumericError(
      'irt.shape',
      `${count} projects, ${criterion.length} criteria, ${judge.length} judges, ${category.length} categories`,
    )
  }
  const projects = levelsOf(project, 'project')
  const criteria = levelsOf(criterion, 'criterion')
  const judges = levelsOf(judge, 'judge')
  const categories = levelsOf(category, 'category')
  if (categories < 2 || categories > 100) throw new NumericError('irt.rating', `${categories} categories`)
  const pairs = [...new Set(Array.from(judge, (j, r) => j * criteria + criterion[r]))].sort((a, b) => a - b)
  const placeOf = new Map(pairs.map((pair, place) => [pair, place]))
  const answer = new Uint8Array(projects * pairs.length).fill(MISSING)
  for (let r = 0; r < count; r++) {
    const at = project[r] + (placeOf.get(judge[r] * criteria + criterion[r]) ?? 0) * projects
    if (answer[at] !== MISSING) {
      throw new NumericError(
        'irt.rating',
        `rating ${r}: judge ${judge[r]} rated project ${project[r]} on criterion ${criterion[r]} before`,
      )
    }
    answer[at] = category[r]
  }
  return {
    projects,
    criteria,
    judges,
    categories,
    criterionOf: pairs.map((pair) => pair % criteria),
    judgeOf: pairs.map((pair) => Math.floor(pair / criteria)),
    responses: { persons: projects, items: pairs.length, answer },
    subsets: subsetsOf(project, judge, projects, judges),
  }
}

/** Connected parts of the graph of projects and judges. */
function subsetsOf(project: ArrayLike<number>, judge: ArrayLike<number>, projects: number, judges: number): number {
  const parent = Uint32Array.from({ length: projects + judges }, (_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  for (let r = 0; r < project.length; r++) parent[root(project[r])] = root(projects + judge[r])
  return new Set(Array.from({ length: judges }, (_, j) => root(projects + j))).size
}
