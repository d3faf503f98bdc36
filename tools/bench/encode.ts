/** A value as JSON text that keeps NaN, infinities, undefined and the kind of a typed array, so that two engines can be compared. */
export function encode(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part)
    if (ArrayBuffer.isView(part) && !(part instanceof DataView)) {
      return { array: part.constructor.name, values: Array.from(Object.values(part)) }
    }
    if (part instanceof Map || part instanceof Set) return [...part]
    return part
  })
}
