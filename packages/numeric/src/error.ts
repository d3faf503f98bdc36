/**
 * The one error of the numerical packages.
 *
 * `code` is what a program looks at (`numeric.shape`, `survey.lonelyPsu`, `irt.notConverged` …); `message` names the place for a person:
 * the row, the item, the category.
 */
export class NumericError extends Error {
  override readonly name = 'NumericError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Throws unless every value is finite; the message names the first place that is not.
 *
 * @param what  the argument's name as the caller knows it
 * @throws NumericError numeric.notFinite
 */
export function requireFinite(values: ArrayLike<number>, what: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new NumericError('numeric.notFinite', `${what}[${i}] is ${values[i]}`)
  }
}
