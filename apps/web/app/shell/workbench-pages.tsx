import { Outlet, useRouteError } from 'react-router'
import { ErrorNotice } from './error-page.tsx'

/** The pages inside the frame: when one fails, menu and way out stay. */
export default function WorkbenchPages() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ErrorNotice error={useRouteError()} home="/desk" />
}
