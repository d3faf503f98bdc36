import type { PlacedOrder } from '@kepu/contract/service'
import { useCounty } from '../../../shell/portal.tsx'
import { useServiceText } from './words.tsx'

/** What the asker keeps: two numbers, large, in groups that can be read aloud. */
export function Slip({ placed }: { placed: PlacedOrder }) {
  const text = useServiceText()
  const { code } = useCounty()
  return (
    <section className="slip" aria-labelledby="slip">
      <h2 id="slip">{placed.joined ? text.doneJoined : text.doneTitle}</h2>
      <p>{text.doneLead}</p>
      <dl>
        <div>
          <dt>{text.number}</dt>
          <dd className="number">{placed.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</dd>
        </div>
        <div>
          <dt>{text.queryCode}</dt>
          <dd className="number">{placed.code}</dd>
        </div>
      </dl>
      <p>{text.doneNext}</p>
      <p className="quiet">{text.printSlip}</p>
      <a className="button" href={`/${code}/service/track`}>
        {text.track}
      </a>
    </section>
  )
}
