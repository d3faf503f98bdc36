import { Audience, Day, Id } from '@kepu/contract'
import { Phone } from '@kepu/contract/people'
import { z } from 'zod'
import { command, type Work } from '../../../platform/command.ts'
import { Refused } from '../../../platform/problem.ts'
import { takeIn } from '../intake.ts'
import { regionNamed, regionNear } from './rules/locate.ts'

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable())

const Degrees = (limit: number) => z.coerce.number().min(-limit).max(limit)

/** A request as another system sends it, by the names of GeoReport v2. */
export const ReportInput = z.object({
  serviceCode: z.string().min(1, 'service_code 必填'),
  description: z.string().trim().min(2, 'description 至少 2 个字').max(500),
  addressId: optional(z.string().regex(/^(\d{9}|\d{12})$/, 'address_id 应为 9 或 12 位区划代码')),
  addressString: optional(z.string().trim().max(200)),
  lat: optional(Degrees(90)),
  long: optional(Degrees(180)),
  called: optional(z.string().trim().max(20)),
  phone: optional(Phone),
  audience: optional(Audience),
  people: optional(z.coerce.number().int().min(1).max(5000)),
  wantedFrom: optional(Day),
  wantedTo: optional(Day),
})
type Report = z.output<typeof ReportInput>

function unlocated(): never {
  throw new Refused({
    code: 'platform.invalid',
    issues: [
      {
        path: 'address_id',
        message: '找不到地点：请给出 address_id（区划代码）、lat 和 long，或写明乡镇和村的 address_string',
      },
    ],
  })
}

/** The village or township: by its code, by the words of the address, or the nearest to the point. */
async function regionOf(work: Work, { addressId, addressString, lat, long }: Report): Promise<string> {
  if (addressId !== null) return addressId
  if (addressString !== null) {
    const regions = await work.tx
      .selectFrom('organization.region')
      .select(['code', 'name'])
      .where('code', 'like', `${work.county}%`)
      .where('level', '<>', 'county')
      .execute()
    const named = regionNamed(addressString, regions)
    if (named) return named.code
  }
  if (lat !== null && long !== null) {
    const rows = await work.tx
      .selectFrom('service.region_place')
      .selectAll()
      .where('county_code', '=', work.county)
      .execute()
    const places = rows.map((row) => ({ code: row.region_code, point: { lat: row.latitude, lon: row.longitude } }))
    const near = regionNear({ lat, lon: long }, places)
    if (near) return near
  }
  return unlocated()
}

/** An order that another system places for somebody, with a key of its own. */
export const placeReport = command({
  name: 'service.report.place',
  input: ReportInput,
  output: z.object({ orderId: Id }),
  async run(work, report) {
    const regionCode = await regionOf(work, report)
    const { description, serviceCode, addressString, called, phone, people, ...rest } = report
    const menuItemId = Id.safeParse(serviceCode).data
    const wanted = {
      wish: description,
      regionCode,
      menuItemId,
      audience: rest.audience,
      people,
      wantedFrom: rest.wantedFrom,
      wantedTo: rest.wantedTo,
      dayPart: null,
      place: addressString?.slice(0, 60) ?? null,
    }
    const { order } = await takeIn(work, wanted, { channel: 'api', called, phone, people })
    return { orderId: order.id }
  },
})
