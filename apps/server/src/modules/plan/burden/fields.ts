import type { FieldType } from '@kepu/contract/plan-burden'
import { type ZodType, z } from 'zod'

/** One thing that a form asks, e.g. `reach[].personTimes`. */
export interface AskedField {
  readonly path: string
  readonly type: FieldType
  readonly required: boolean
}

const JsonSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
})
type JsonSchema = z.infer<typeof JsonSchema>

/** Filled in by the screen itself: ids of what is looked at, the version that was seen, hashes. */
const CARRIED = /(?:^|\.|\])(?:\w*[iI]ds?|version|seen|key|token)(?:\[\])?$/
const LONG_TEXT = 200

/** Types besides null: `number` and `number | null` are both typed as a number. */
function typesIn({ type }: JsonSchema): string[] {
  return [type ?? []].flat().filter((one) => one !== 'null')
}

function typeOf(path: string, schema: JsonSchema): FieldType {
  if (schema.format === 'uuid' || CARRIED.test(path)) return 'carried'
  if (schema.enum !== undefined || schema.const !== undefined || /regionCode|topic|code$/i.test(path)) return 'choice'
  const [type] = typesIn(schema)
  if (type === 'boolean') return 'choice'
  if (type === 'number' || type === 'integer') return 'number'
  if (schema.format === 'date' || schema.format === 'date-time') return 'day'
  if (type === 'string') return (schema.maxLength ?? LONG_TEXT + 1) > LONG_TEXT ? 'longText' : 'shortText'
  return 'carried'
}

/**
 * What a command asks, read from the schema that checks its input, so that a list of fields can't say something else. A list is
 * asked once: how many rows somebody types the audit trail doesn't know.
 */
export function fieldsOf(input: ZodType): AskedField[] {
  const found = new Map<string, AskedField>()
  const walk = (raw: unknown, path: string, required: boolean): void => {
    const schema = JsonSchema.parse(raw)
    const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
    if (options.length > 0) {
      const real = options.filter((one) => JsonSchema.parse(one).type !== 'null')
      for (const one of real) walk(one, path, required && real.length === options.length)
      return
    }
    if (schema.properties !== undefined) {
      for (const [name, member] of Object.entries(schema.properties))
        walk(member, path === '' ? name : `${path}.${name}`, required && (schema.required ?? []).includes(name))
      return
    }
    if (schema.items !== undefined) {
      walk(schema.items, `${path}[]`, required)
      return
    }
    const nullable = typesIn(schema).length < [schema.type].flat().length
    if (path !== '' && !found.has(path))
      found.set(path, { path, type: typeOf(path, schema), required: required && !nullable })
  }
  walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), '', true)
  return [...found.values()]
}
