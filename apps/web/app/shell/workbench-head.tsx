import { useContext } from 'react'
import { useLocation } from 'react-router'
import { dayOf, formatDay } from '../lib/format.ts'
import { ScreenContext } from '../lib/screen.tsx'
import type { FrameProps } from './frame-props.ts'
import { useShellText } from './words.ts'

/** Which county, who is working, and the way out. */
export function WorkbenchHead({ me, county }: FrameProps) {
  const text = useShellText()
  const { language } = useContext(ScreenContext)
  const { pathname, search } = useLocation()
  const back = encodeURIComponent(pathname + search)
  const other = language === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <header className="work-head">
      <a className="brand" href="/desk">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <strong>{county.name}</strong> {text.workbench}
      </a>
      <OtherCounties me={me} />
      {county.demo && <span className="demo">{text.demoShort(formatDay(dayOf(county.now), language))}</span>}
      <nav aria-label={text.tools}>
        <span className="who">
          {me.name} <small>{me.unitName}</small>
        </span>
        <a href={`/${county.code}`}>{text.publicSite}</a>
        <a href={`/preferences?lang=${other}&back=${back}`} lang={other}>
          {text.otherLanguage}
        </a>
        <a href="/desk/password">{text.password}</a>
        <form method="post" action="/sign-out">
          <button type="submit">{text.signOut}</button>
        </form>
      </nav>
    </header>
  )
}

/** For who works in several counties: the way to the others. */
function OtherCounties({ me }: Pick<FrameProps, 'me'>) {
  const text = useShellText()
  const others = me.counties.filter((county) => county.code !== me.county)
  if (others.length === 0) return null
  return (
    <ul className="counties" aria-label={text.county}>
      {others.map((county) => (
        <li key={county.code}>
          <a href={`/preferences?county=${county.code}&back=/desk`}>{county.name}</a>
        </li>
      ))}
    </ul>
  )
}
