import { DeliveryView } from '@kepu/contract/ledger'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { path, withQuery } from '../../../../lib/api.ts'
import { formatNumber } from '../../../../lib/format.ts'
import { ask } from '../../../../lib/verb.ts'
import { useReportText } from './words.ts'

const Answer = z.object({ items: z.array(DeliveryView) })

/** The records behind a figure, fetched when somebody opens the list. */
export function Records({
  reportId,
  annualTaskId,
  count,
}: {
  reportId: string
  annualTaskId: string | null
  count: number
}) {
  const text = useReportText()
  const box = useRef<HTMLElement>(null)
  const [records, setRecords] = useState<readonly DeliveryView[] | null>(null)
  useEffect(() => {
    const details = box.current?.closest('details')
    if (!details || count === 0) return
    const load = async () => {
      if (!details.open) return
      const answer = await ask(withQuery(path`/reports/${reportId}/records`, { annualTaskId }), Answer)
      if (answer !== null) setRecords(answer.items)
    }
    details.addEventListener('toggle', load)
    return () => details.removeEventListener('toggle', load)
  }, [reportId, annualTaskId, count])
  return (
    <section ref={box} className="report-records">
      <h3>{count === 0 ? text.noRecords : text.recordsTitle}</h3>
      <ul>
        {records?.map((one) => (
          <li key={one.id}>
            <a href={`/desk/ledger/${one.id}`}>{one.title}</a>{' '}
            <span className="quiet">
              {one.occurredOn} {one.unitName}{' '}
              {text.personTimes(formatNumber(one.reach.reduce((sum, { personTimes }) => sum + personTimes, 0)))}
              {one.reverses !== null && ` ${text.reversal}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
