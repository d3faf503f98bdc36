import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useUiText } from './words.ts'

export interface Crumb {
  readonly href: string
  readonly label: string
}

export interface PageHeaderProps {
  readonly title: string
  /** From the top down, without this page. */
  readonly crumbs?: readonly Crumb[]
  /** One sentence: what this page is for. */
  readonly lead?: ReactNode
  /** Buttons at the right. */
  readonly actions?: ReactNode
}

/** Head of a workbench page; also names the browser's window. */
export function PageHeader({ title, crumbs = [], lead, actions }: PageHeaderProps) {
  const text = useUiText()
  return (
    <header className="page-header">
      <title>{title}</title>
      {crumbs.length > 0 && (
        <nav className="crumbs" aria-label={text.youAreHere}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.href}>
                <Link to={crumb.href}>{crumb.label}</Link>
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className="page-header-row">
        <h1>{title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <p className="quiet">{lead}</p>}
    </header>
  )
}
