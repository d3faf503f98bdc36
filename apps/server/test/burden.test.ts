import { BurdenView } from '@kepu/contract/plan-burden'
import { expect } from 'vitest'
import { z } from 'zod'
import { fieldsOf } from '../src/modules/plan/burden/fields.ts'
import { formsOf } from '../src/modules/plan/burden/queries.ts'
import { formRegister, LEDGER_FORMS } from '../src/modules/plan/burden/registry-data.ts'
import { formSeconds } from '../src/modules/plan/burden/rules/cost.ts'
import { type AskingForm, faultsOf } from '../src/modules/plan/burden/rules/faults.ts'
import { test } from './support/world.ts'

const faults = (forms: readonly AskingForm[]) => faultsOf(forms, formRegister, LEDGER_FORMS)

test('every form is registered, and none asks for what the ledger knows', ({ world }) => {
  const forms = formsOf(world.app.api)
  expect(forms.length).toBeGreaterThan(50)
  expect(faults(forms)).toEqual([])
})

test('a form that asks how many came, one that nobody registered, and a register that lags behind are found', ({
  world,
}) => {
  const forms = formsOf(world.app.api)
  const asks = (name: string, input: z.ZodType) => ({ name, fields: fieldsOf(input) })
  const but = (name: string, input: z.ZodType) => [...forms.filter((one) => one.name !== name), asks(name, input)]

  const report = z.object({ reportId: z.uuid(), sentence: z.string(), persons: z.number() })
  expect(faults(but('plan.report.remark', report))).toEqual([
    { fault: 'knownAlready', form: 'plan.report.remark', field: 'persons' },
  ])
  const table = z.object({ rows: z.array(z.object({ taskId: z.uuid(), achieved: z.number() })) })
  expect(faults(but('plan.node.complete', table))).toEqual([
    { fault: 'noSuchField', form: 'plan.node.complete', field: 'doneOn' },
    { fault: 'knownAlready', form: 'plan.node.complete', field: 'rows[].achieved' },
  ])
  expect(faults([...forms, asks('plan.extra.table', z.object({ remark: z.string() }))])).toEqual([
    { fault: 'unregistered', form: 'plan.extra.table', field: null },
  ])
  expect(faults(forms.filter(({ name }) => name !== 'plan.year.open'))).toEqual([
    { fault: 'gone', form: 'plan.year.open', field: null },
  ])
  // Nothing typed, nothing to register.
  expect(faults([...forms, asks('plan.extra.click', z.object({ planId: z.uuid(), version: z.number() }))])).toEqual([])
})

test('what a form asks is read from the schema that checks it', () => {
  const fields = fieldsOf(
    z.object({
      unitId: z.uuid(),
      heldOn: z.iso.date(),
      kind: z.enum(['a', 'b']),
      reach: z.array(z.object({ audience: z.enum(['c']), number: z.number().nullable() })),
      note: z.string().max(1000).optional(),
    }),
  )
  expect(fields.map(({ path, type, required }) => `${path} ${type} ${required}`)).toEqual([
    'unitId carried true',
    'heldOn day true',
    'kind choice true',
    'reach[].audience choice true',
    'reach[].number number false',
    'note longText false',
  ])
  const all = formSeconds(fields, new Set())
  // What is filled in already costs a look.
  expect(formSeconds(fields, new Set(['heldOn', 'kind']))).toBeLessThan(all)
})

test('the page counts what was sent, names no person, and is for those who may cut forms', async ({ world }) => {
  const [bao, fang] = [await world.signIn('bao'), await world.signIn('fang')]
  expect((await fang.get('/burden')).status).toBe(403)
  for (const title of ['第一场讲座', '第二场讲座'])
    await fang.post('/ledger/deliveries', {
      occurredOn: '2024-11-01',
      title,
      kind: 'lecture',
      unitId: await world.unitId('县教委'),
      regionCode: '999901100',
      reach: [{ audience: 'youth', personTimes: 30, persons: 30 }],
      notDuplicate: true,
    })
  const burden = (await bao.get('/burden')).as(BurdenView)
  const record = burden.forms.find(({ form }) => form === 'ledger.delivery.record')
  expect(record).toMatchObject({ submissions: 2, filler: 'bodies', overCap: false })
  expect(record?.minutes).toBeCloseTo(((record?.seconds ?? 0) * 2) / 60, 1)
  expect(burden.units.find(({ unitName }) => unitName === '县教委')).toMatchObject({ submissions: 2 })
  expect(JSON.stringify(burden)).not.toContain('方演示')
  expect(burden.faults).toEqual([])
})
