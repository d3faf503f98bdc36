import type { ReactNode } from 'react'
import {
  Links,
  type LoaderFunctionArgs,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router'
import { elderModeOf, languageOf } from './lib/language.ts'
import { nonceContext } from './lib/nonce.ts'
import { ScreenContext } from './lib/screen.tsx'
import { ErrorPage } from './shell/error-page.tsx'

export function loader({ request, context }: LoaderFunctionArgs) {
  return { language: languageOf(request), elder: elderModeOf(request), nonce: context.get(nonceContext) }
}

/** A route asks for scripts with `export const handle = { hydrate: true }`; without it the page is HTML and CSS alone. */
function useHydration(): boolean {
  return useMatches().some(({ handle }) => handle !== null && typeof handle === 'object' && 'hydrate' in handle)
}

export function Layout({ children }: { children: ReactNode }) {
  // Absent when the root's own loader failed: the error page still needs a document.
  const screen = useRouteLoaderData<typeof loader>('root')
  const { language, elder, nonce } = screen ?? { language: 'zh-CN' as const, elder: false, nonce: '' }
  const hydrate = useHydration()
  return (
    <html lang={language} className={elder ? 'elder' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Links nonce={nonce} />
      </head>
      <body>
        <ScreenContext value={{ language, elder }}>{children}</ScreenContext>
        {hydrate && <ScrollRestoration nonce={nonce} />}
        {hydrate && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ErrorPage />
}
