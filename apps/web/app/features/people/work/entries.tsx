import type { CountedRule, EntryView, RulePack } from '@kepu/contract/people-certificate'
import { useTerms } from '../../../lib/screen.tsx'
import { usePeopleText } from './words.ts'

/** Services of a certificate or dossier, each with how it's proven. */
export function Entries({ entries }: { entries: readonly EntryView[] }) {
  const text = usePeopleText()
  const terms = useTerms()
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          {[text.day, text.service, text.place, text.hours, text.proof].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(({ recordId, day, title, place, hours, proof }) => (
          <tr key={recordId}>
            <td className="day">{day}</td>
            <td>{title}</td>
            <td>{place}</td>
            <td>{hours}</td>
            <td>{terms.recordProof[proof]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CountedProps {
  readonly pack: RulePack
  readonly counted: readonly CountedRule[]
  readonly points: number
}

/** What a rule pack makes of the entries, rule by rule. */
export function Counted({ pack, counted, points }: CountedProps) {
  const text = usePeopleText()
  return (
    <>
      <p>
        <b>{pack.title}</b> {text.points(points)}
        {pack.invented && <span className="quiet"> {text.inventedPack}</span>}
      </p>
      <ul>
        {counted.map(({ ruleId, title, entries, points: own, cut }) => (
          <li key={ruleId}>
            {title}：{text.entriesCounted(entries)} {text.points(own)} {cut > 0 && text.cutOff(cut)}
          </li>
        ))}
      </ul>
    </>
  )
}
