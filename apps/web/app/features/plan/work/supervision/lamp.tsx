import type { LightColour } from '@kepu/contract/plan-supervision'
import { useSupervisionText } from './words.ts'

/** A shape for each colour: nobody has to tell red from green. */
const SHAPES: Readonly<Record<LightColour, string>> = { red: '▲', yellow: '◆', blue: '●', grey: '○', green: '✓' }

/** A light: colour, shape and word, each enough alone. */
export function Lamp({ colour, note }: { readonly colour: LightColour; readonly note?: string | number }) {
  const text = useSupervisionText()
  return (
    <span className={`lamp lamp-${colour}`}>
      <span aria-hidden="true">{SHAPES[colour]}</span> {text.colour[colour]}
      {note !== undefined && ` ${note}`}
    </span>
  )
}

const ORDER: readonly LightColour[] = ['red', 'yellow', 'blue', 'grey', 'green']

/** What the colours mean, and how many nodes have each. */
export function Legend({ counts }: { readonly counts: Readonly<Partial<Record<LightColour, number>>> }) {
  const text = useSupervisionText()
  return (
    <ul className="lamp-legend" aria-label={text.legend}>
      {ORDER.map((colour) => (
        <li key={colour}>
          <Lamp colour={colour} note={counts[colour] ?? 0} />{' '}
          <span className="quiet">{text.colourMeaning[colour]}</span>
        </li>
      ))}
    </ul>
  )
}
