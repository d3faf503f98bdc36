/** Numbers in [0, 1), the same wherever the demonstration of a county is loaded. */
export function inventor(county: string): () => number {
  let state = Number(county) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
