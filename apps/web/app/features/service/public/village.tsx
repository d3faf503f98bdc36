import { RegionView } from '@kepu/contract/organization'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, notFound, path } from '../../../lib/api.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { ServiceEntrances } from './menu.tsx'
import { useServiceText } from './words.tsx'

const Regions = z.object({ items: z.array(RegionView) })

/** The village in the address, with its township's name. */
export async function villageOf(call: LoaderFunctionArgs): Promise<{ code: string; name: string }> {
  const { county, regionCode } = call.params
  const { items } = await apiOf(call).get(path`/counties/${county}/regions`, Regions)
  const region = items.find(({ code, level }) => code === regionCode && level !== 'county')
  if (!region) notFound()
  const parent = items.find(({ code, level }) => code === region.parentCode && level === 'township')
  return { code: region.code, name: `${parent?.name ?? ''}${region.name}` }
}

export const loader = villageOf

/** Where the QR code of a village leads: the address is filled in already. */
export default function VillagePage() {
  const { code, name } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const county = useCounty()
  return (
    <article>
      <title>{text.villageTitle(name)}</title>
      <h1>{text.villageTitle(name)}</h1>
      <p>{text.villageLead}</p>
      <ServiceEntrances at={code} />
      <p>
        <a href={`/${county.code}/service/at/${code}/poster`}>{text.poster}</a>
      </p>
    </article>
  )
}
