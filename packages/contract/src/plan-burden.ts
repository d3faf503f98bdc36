import { z } from 'zod'
import { Day, Id } from './common.ts'
import { UnitKind } from './organization.ts'

/** How a field is filled in: by the screen itself, by choosing, by typing a number, a day, a few words, a text. */
export const fieldTypes = ['carried', 'choice', 'number', 'day', 'shortText', 'longText'] as const
export const FieldType = z.enum(fieldTypes)
export type FieldType = z.infer<typeof FieldType>

/** Who fills a form in: 责任单位、科协统筹、系统管理员、群众. */
export const formFillers = ['bodies', 'coordinator', 'administrator', 'residents'] as const
/** Why it may be asked (填报依据). */
export const formBases = [
  'planDocument',
  'yearPlan',
  'supervision',
  'appraisal',
  'order',
  'personalData',
  'running',
] as const
/** What it's used for (用途). */
export const formUses = ['figures', 'tasks', 'review', 'help', 'register', 'accounts', 'evaluation'] as const
export const FormFiller = z.enum(formFillers)
export const FormBasis = z.enum(formBases)
export const FormUse = z.enum(formUses)

/** What is wrong with a form: it's in no register, asks what is known already, or its register says what isn't so. */
export const burdenFaults = ['unregistered', 'gone', 'noSuchField', 'knownAlready'] as const
export const BurdenFault = z.object({ fault: z.enum(burdenFaults), form: z.string(), field: z.string().nullable() })
export type BurdenFault = z.infer<typeof BurdenFault>

/** One form (a command with something to type) and what it costs. */
export const FormCostView = z.object({
  form: z.string(),
  filler: FormFiller,
  basis: FormBasis,
  use: FormUse,
  typed: z.array(z.string()),
  chosen: z.array(z.string()),
  /** Of both, filled in already when the form opens. */
  prefilled: z.array(z.string()),
  required: z.number().int(),
  seconds: z.number(),
  submissions: z.number().int(),
  minutes: z.number(),
  overCap: z.boolean(),
})
export type FormCostView = z.infer<typeof FormCostView>

/** A body's year with forms. Nobody is named: units, never people. */
export const UnitBurdenView = z.object({
  unitId: Id,
  unitName: z.string(),
  kind: UnitKind,
  submissions: z.number().int(),
  minutes: z.number(),
  overCap: z.boolean(),
})
export type UnitBurdenView = z.infer<typeof UnitBurdenView>

export const BurdenView = z.object({
  from: Day,
  to: Day,
  forms: z.array(FormCostView),
  units: z.array(UnitBurdenView),
  faults: z.array(BurdenFault),
  /** The progress report as it is, against the same table typed by hand. */
  report: z.object({
    confirmed: z.number().int(),
    sentences: z.number().int(),
    minutes: z.number(),
    cellsByHand: z.number().int(),
    minutesByHand: z.number(),
  }),
  caps: z.object({ unitMinutes: z.number(), formFields: z.number() }),
  /** Seconds of the method, and how many characters it reckons with. */
  method: z.object({
    key: z.number(),
    point: z.number(),
    press: z.number(),
    think: z.number(),
    keysPerCharacter: z.number(),
    shortText: z.number(),
    longText: z.number(),
    digits: z.number(),
  }),
})
export type BurdenView = z.infer<typeof BurdenView>
