import { CountyCode, RegionCode } from '@kepu/contract'
import { z } from 'zod'
import { command, type Work } from '../../platform/command.ts'
import { insertUnits } from './store.ts'

const Village = z.object({ code: RegionCode, name: z.string(), urbanRural: z.string().nullable().default(null) })
const Township = z.object({
  code: RegionCode,
  name: z.string(),
  villages: z.array(Village),
  formerNames: z
    .array(z.object({ name: z.string(), code: z.string().nullable(), until: z.iso.date().nullable() }))
    .default([]),
})

/** A county as the division data knows it. */
export const CountyDivision = z.object({
  code: CountyCode,
  name: z.string(),
  province: z.string(),
  townships: z.array(Township),
  outline: z.unknown().default(null),
  demo: z.boolean().default(false),
  clockShiftSeconds: z.number().int().default(0),
})
export type CountyDivision = z.input<typeof CountyDivision>

/**
 * Sets a county up: its regions, and a unit for the county, each township and each village. Safe to repeat: what is there
 * stays, so a newer division file can be loaded over an older one.
 */
export const addCounty = command({
  name: 'organization.county.add',
  input: CountyDivision,
  output: z.object({ townships: z.number(), villages: z.number(), added: z.boolean() }),
  async run(work, county) {
    const villages = county.townships.flatMap((township) => township.villages)
    await insertRegions(work, county)
    const added = await insertCounty(work, county)
    if (added) await insertCountyUnits(work, county)
    work.record({ subject: ['county', county.code], detail: { name: county.name, townships: county.townships.length } })
    return { townships: county.townships.length, villages: villages.length, added }
  },
})

const CHUNK = 1_000

async function insertRegions(work: Work, county: z.output<typeof CountyDivision>): Promise<void> {
  const rows = [
    {
      code: county.code,
      name: county.name,
      level: 'county',
      parent_code: null as string | null,
      urban_rural: null as string | null,
    },
    ...county.townships.map(({ code, name }) => ({
      code,
      name,
      level: 'township',
      parent_code: county.code,
      urban_rural: null,
    })),
    ...county.townships.flatMap((township) =>
      township.villages.map(({ code, name, urbanRural }) => ({
        code,
        name,
        level: 'village',
        parent_code: township.code,
        urban_rural: urbanRural,
      })),
    ),
  ]
  for (let start = 0; start < rows.length; start += CHUNK) {
    await work.tx
      .insertInto('organization.region')
      .values(rows.slice(start, start + CHUNK))
      .onConflict((conflict) => conflict.column('code').doUpdateSet((row) => ({ name: row.ref('excluded.name') })))
      .execute()
  }
  const former = county.townships.flatMap((township) =>
    township.formerNames.map(({ name, code, until }) => ({
      region_code: township.code,
      name,
      former_code: code,
      until,
    })),
  )
  if (former.length > 0) {
    await work.tx
      .insertInto('organization.region_former_name')
      .values(former)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function insertCounty(work: Work, county: z.output<typeof CountyDivision>): Promise<boolean> {
  const inserted = await work.tx
    .insertInto('organization.county')
    .values({
      code: county.code,
      name: county.name,
      province: county.province,
      demo: county.demo,
      clock_shift_seconds: county.clockShiftSeconds,
      outline: county.outline === null ? null : JSON.stringify(county.outline),
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

async function insertCountyUnits(work: Work, county: z.output<typeof CountyDivision>): Promise<void> {
  const [root] = await insertUnits(work, [
    { name: county.name, kind: 'government', parent: null, regionCode: county.code },
  ])
  if (!root) throw new Error('insert returned nothing')
  const townships = await insertUnits(
    work,
    county.townships.map(({ code, name }) => ({ name, kind: 'township' as const, parent: root, regionCode: code })),
  )
  const unitOfRegion = new Map(townships.map((unit) => [unit.regionCode, unit]))
  for (const township of county.townships) {
    const parent = unitOfRegion.get(township.code) ?? root
    // Two villages of one county may share a name (幸福村): the township's name tells them apart.
    const villages = township.villages.map(({ code, name }) => ({
      name: `${township.name}${name}`,
      kind: 'village' as const,
      parent,
      regionCode: code,
    }))
    await insertUnits(work, villages)
  }
}
