import type { Random } from '@kepu/numeric'
import { ascending, fixedSize, openAndCertain } from './inclusion.ts'

/**
 * Tillé's elimination procedure: units leave one by one until n are left. Fixed size, exact probabilities, πₖₗ from `jointTille`.
 *
 * @throws NumericError survey.probability
 * Time O(N log N): with sizes in falling order the units that a step takes for certain are the first ones, and all others share one chance to leave.
 * Source: Tillé (1996), Biometrika 83, 238–241. Checked: frequencies against π and R, joint frequencies against `jointTille`.
 */
export function drawTille(probability: ArrayLike<number>, random: Random): Uint32Array {
  const { open, certain } = openAndCertain(probability)
  const n = fixedSize(probability) - certain.length
  const order = open.sort((a, b) => probability[b] - probability[a] || a - b)
  const stayed = eliminate(
    Float64Array.from(order, (k) => probability[k]),
    n,
    random,
  )
  return ascending([...certain, ...stayed.map((position) => order[position])])
}

/** Positions (of sizes in falling order) that are left when all but n have been eliminated one by one. */
function eliminate(size: Float64Array, n: number, random: Random): number[] {
  const count = size.length
  const tail = new Float64Array(count + 1)
  for (let j = count - 1; j >= 0; j--) tail[j] = tail[j + 1] + size[j]
  const rest: number[] = []
  let certainBefore = count
  let scaleBefore = 1
  for (let i = count - 1; i >= n; i--) {
    let certainNow = certainBefore
    while (certainNow > 0 && (i - certainNow + 1) * size[certainNow - 1] < tail[certainNow - 1]) certainNow--
    const scale = tail[certainNow] === 0 ? 0 : (i - certainNow) / tail[certainNow]
    const common = 1 - scale / scaleBefore
    let total = rest.length * common
    for (let j = certainNow; j < certainBefore; j++) total += 1 - scale * size[j]
    let at = random.uniform() * total - rest.length * common
    let leaver = -1
    for (let j = certainNow; at >= 0 && j < certainBefore; j++) {
      at -= 1 - scale * size[j]
      leaver = j
    }
    if (leaver < 0) takeOut(rest, random.integer(rest.length))
    for (let j = certainNow; j < certainBefore; j++) if (j !== leaver) rest.push(j)
    certainBefore = certainNow
    scaleBefore = scale
  }
  return [...Array(certainBefore).keys(), ...rest]
}

/** Removes a place from a list whose order does not matter. */
function takeOut(list: number[], place: number): void {
  list[place] = list[list.length - 1]
  list.pop()
}

/** Midzuno's design: those that Tillé's elimination with 1 − π leaves out. @throws NumericError survey.probability. Source: Tillé (2006), §6.3.5. Checked: frequencies. */
export function drawMidzuno(probability: ArrayLike<number>, random: Random): Uint32Array {
  fixedSize(probability)
  const leftOut = new Set(
    drawTille(
      Float64Array.from(probability, (p) => 1 - p),
      random,
    ),
  )
  return ascending(Array.from(probability, (_, k) => k).filter((k) => !leftOut.has(k)))
}
