/**
 * A sample without replacement of a sorted list: the first `size` of a shuffle (Fisher–Yates), so that the same list, size and
 * generator always give the same people, in the order in which they were drawn.
 *
 * @param integer  a whole number from 0 to below n, each as likely
 */
export function draw<T>(list: readonly T[], size: number, integer: (n: number) => number): T[] {
  const rest = [...list]
  const drawn: T[] = []
  while (drawn.length < size && rest.length > 0) {
    const [one] = rest.splice(integer(rest.length), 1)
    if (one !== undefined) drawn.push(one)
  }
  return drawn
}
