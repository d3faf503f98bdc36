import { CountyCode } from '@kepu/contract'
import { CountyView } from '@kepu/contract/organization'
import { type LoaderFunctionArgs, Outlet, useLoaderData, useRouteLoaderData } from 'react-router'
import { apiOf, notFound, path } from '../lib/api.ts'
import { PortalFrame } from './portal-frame.tsx'

/** The county in the address; a page of a county that isn't here says so. */
export async function loader(call: LoaderFunctionArgs) {
  const code = CountyCode.safeParse(call.params['county'])
  if (!code.success) notFound()
  return apiOf(call).get(path`/counties/${code.data}`, CountyView)
}

export default function Portal() {
  const county = useLoaderData<typeof loader>()
  return (
    <PortalFrame county={county}>
      <Outlet />
    </PortalFrame>
  )
}

/** The county of the page, for pages inside the portal. */
export function useCounty(): CountyView {
  const county = useRouteLoaderData<typeof loader>('portal')
  if (county === undefined) throw new Error('useCounty belongs to pages of the portal')
  return county
}
