import { HintView } from '@kepu/contract/ledger-hint'
import { Alert, Form, type FormInstance } from 'antd'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { withQuery } from '../../../lib/api.ts'
import { ask } from '../../../lib/verb.ts'
import { useHintSentence } from '../../../ui/hints.tsx'
import type { DeliveryDraft } from './delivery-form.tsx'
import { useLedgerText } from './words.ts'

const Answer = z.object({ hints: z.array(HintView) })
const PAUSE_MS = 400

/** Numbers that look unusual, said while the person still has them before their eyes. It warns; it never stops. */
export function DeliveryHints({ form }: { form: FormInstance<DeliveryDraft> }) {
  const text = useLedgerText()
  const sentence = useHintSentence()
  const [hints, setHints] = useState<readonly HintView[]>([])
  const draft = Form.useWatch((values: Partial<DeliveryDraft>) => questionOf(values), form)
  useEffect(() => {
    if (!draft) {
      setHints([])
      return
    }
    let gone = false
    const timer = setTimeout(async () => {
      const answer = await ask(draft, Answer)
      if (!gone) setHints(answer?.hints ?? [])
    }, PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [draft])
  if (hints.length === 0) return null
  return (
    <Alert
      role="status"
      type="warning"
      showIcon
      style={{ marginBottom: 24 }}
      title={text.pleaseCheck}
      description={
        <ul className="candidates">
          {hints.map((hint) => (
            <li key={hint.code}>{sentence(hint)}</li>
          ))}
        </ul>
      }
    />
  )
}

/** The address that answers, once there is a number to ask about. As text, so that it changes only when something did. */
function questionOf({ unitId, kind, occurredOn, regionCode, reach }: Partial<DeliveryDraft>): string | null {
  const rows = (reach ?? []).filter((one) => typeof one?.personTimes === 'number')
  if (!unitId || !kind || !occurredOn || rows.length === 0) return null
  const known = rows.flatMap(({ persons }) => (typeof persons === 'number' ? [persons] : []))
  return withQuery('/ledger/plausibility', {
    unitId,
    kind,
    occurredOn: occurredOn.format('YYYY-MM-DD'),
    regionCode,
    personTimes: rows.reduce((sum, { personTimes }) => sum + personTimes, 0),
    persons: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
  })
}
