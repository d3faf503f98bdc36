import { useState } from 'react'
import { NavLink } from 'react-router'
import type { FrameProps } from './frame-props.ts'
import { menu } from './menu.ts'
import { useShellText } from './words.ts'

/** What this person may open. On a phone the menu folds behind a button. */
export function WorkbenchMenu({ me }: FrameProps) {
  const text = useShellText()
  const [open, setOpen] = useState(false)
  const allowed = menu.filter((entry) => entry.permission === null || me.can.includes(entry.permission))
  const groups = Map.groupBy(allowed, (entry) => entry.group)
  return (
    <div className={open ? 'work-menu open' : 'work-menu'}>
      <button type="button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
        {text.menuToggle}
      </button>
      <nav id="menu" aria-label={text.mainMenu}>
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h2>{text.groups[group]}</h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.href}>
                  <NavLink to={entry.href} end={entry.href === '/desk'} onClick={() => setOpen(false)}>
                    {entry.label(text)}
                    {entry.href === '/desk/inbox' && me.openTodos > 0 && <b>{me.openTodos}</b>}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </div>
  )
}
