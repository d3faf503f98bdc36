import { MeView } from '@kepu/contract/identity'
import { CountyView } from '@kepu/contract/organization'
import { type LoaderFunctionArgs, Outlet, redirect, useLoaderData, useRouteLoaderData } from 'react-router'
import { apiOf, path } from '../lib/api.ts'
import { ErrorPage } from './error-page.tsx'
import { WorkbenchFrame } from './workbench-frame.tsx'

/** Every page below is hydrated. */
export const handle = { hydrate: true }

/** Who works here, in which county. Without a session: to the sign-in page, and back here afterwards. */
export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const me = await api.find('/me', MeView)
  if (me === null) {
    const { pathname, search } = new URL(call.request.url)
    throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
  }
  return { me, county: await api.get(path`/counties/${me.county}`, CountyView) }
}

export default function Workbench() {
  const { me, county } = useLoaderData<typeof loader>()
  return (
    <WorkbenchFrame me={me} county={county}>
      <Outlet />
    </WorkbenchFrame>
  )
}

export function ErrorBoundary() {
  return <ErrorPage />
}

/** The signed-in person and the county, for pages of the workbench. */
export function useWorkbench(): { me: MeView; county: CountyView } {
  const data = useRouteLoaderData<typeof loader>('workbench')
  if (data === undefined) throw new Error('useWorkbench belongs to pages of the workbench')
  return data
}

/** May this person do it anywhere? Records say for themselves: ask their `can`. */
export function useCan(permission: string): boolean {
  return useWorkbench().me.can.includes(permission)
}
