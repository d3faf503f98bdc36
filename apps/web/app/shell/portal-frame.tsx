import type { CountyView } from '@kepu/contract/organization'
import type { ReactNode } from 'react'
import { useContext } from 'react'
import { useLocation } from 'react-router'
import { dayOf, formatDay } from '../lib/format.ts'
import { ScreenContext } from '../lib/screen.tsx'
import portalCss from './portal.css?url'
import { useShellText } from './words.ts'

/** Head, menu, demonstration note and footer of every public page. Without a county: the page of the whole instance. */
export function PortalFrame({ county, children }: { county: CountyView | null; children: ReactNode }) {
  const text = useShellText()
  return (
    <>
      <link rel="stylesheet" href={portalCss} precedence="portal" />
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <PortalHead county={county} />
      <main id="main" className="page">
        {children}
      </main>
      {county && <PortalFooter county={county} />}
    </>
  )
}

function PortalHead({ county }: { county: CountyView | null }) {
  const text = useShellText()
  const root = county ? `/${county.code}` : '/'
  return (
    <header className="head">
      <div className="head-inner">
        <a className="brand" href={root}>
          <img src="/icon.svg" alt="" width="40" height="40" />
          <span>
            <strong>{county ? text.portalTitle(county.name) : text.product}</strong>
            {county && <small>{county.province}</small>}
          </span>
        </a>
        <ReadingAids />
      </div>
      {county && <Menu root={root} />}
      {county?.demo && <DemoNote now={county.now} />}
    </header>
  )
}

function ReadingAids() {
  const text = useShellText()
  const { language, elder } = useContext(ScreenContext)
  const { pathname, search } = useLocation()
  const back = encodeURIComponent(pathname + search)
  const other = language === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <nav className="aids" aria-label={text.tools}>
      <a href={`/preferences?elder=${elder ? '0' : '1'}&back=${back}`}>{elder ? text.elderOff : text.elder}</a>
      <a href={`/preferences?lang=${other}&back=${back}`} lang={other}>
        {text.otherLanguage}
      </a>
      <a href="/desk">{text.signIn}</a>
    </nav>
  )
}

function Menu({ root }: { root: string }) {
  const text = useShellText()
  const { pathname } = useLocation()
  const entries = [
    [root, text.home],
    [`${root}/progress`, text.progress],
    [`${root}/plan`, text.plan],
    [`${root}/plan/matrix`, text.matrix],
    [`${root}/plan/text`, text.text],
    [`${root}/service`, text.service],
    [`${root}/figures`, text.figures],
  ] as const
  return (
    <nav className="menu" aria-label={text.mainMenu}>
      <ul>
        {entries.map(([href, label]) => (
          <li key={href}>
            <a href={href} aria-current={pathname === href ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function DemoNote({ now }: { now: string }) {
  const text = useShellText()
  const { language } = useContext(ScreenContext)
  return (
    <p className="demo-note" role="note">
      {text.demo(formatDay(dayOf(now), language))}
    </p>
  )
}

function PortalFooter({ county }: { county: CountyView }) {
  const text = useShellText()
  const { host, contact, icp, publicSecurity, siteCode } = county.footer
  const items = [
    [text.host, host],
    [text.contact, contact],
    [text.siteCode, siteCode],
    [text.icp, icp],
    [text.publicSecurity, publicSecurity],
  ] as const
  const filled = items.filter(([, value]) => value !== '')
  return (
    <footer className="foot">
      {filled.length === 0 && <p>{text.footerMissing}</p>}
      <dl>
        {filled.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </footer>
  )
}
