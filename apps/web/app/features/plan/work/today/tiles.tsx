import { useTodayText } from './words.ts'

export interface Tile {
  readonly label: string
  readonly value: number
  readonly href: string
  readonly tone?: 'red'
}

/** A few numbers, each the way to what it counts. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const text = useTodayText()
  return (
    <ul className="tiles" aria-label={text.tiles}>
      {tiles.map(({ label, value, href, tone }) => (
        <li key={label}>
          <a href={href} className={tone === 'red' && value > 0 ? 'tile red' : 'tile'}>
            <b>{value}</b> <span>{label}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
