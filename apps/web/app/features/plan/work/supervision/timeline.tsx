import type { NodePageView } from '@kepu/contract/plan-supervision-node'
import { Timeline } from 'antd'
import type { ReactNode } from 'react'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { Lamp } from './lamp.tsx'
import type { SupervisionText } from './messages.zh-CN.ts'
import { useSupervisionText } from './words.ts'

interface Entry {
  readonly on: string
  readonly key: string
  readonly what: ReactNode
  readonly note: string | null
}

/** Everything that happened with a node, oldest first: lights, requests and answers, waiting, letters. */
export function NodeTimeline({ page }: { readonly page: NodePageView }) {
  const text = useSupervisionText()
  const language = useLanguage()
  const items = entriesOf(page, text).map(({ key, on, what, note }) => ({
    key,
    content: (
      <>
        <time dateTime={on}>{formatDay(on, language)}</time> {what}
        {note !== null && <p className="timeline-note quiet">{note}</p>}
      </>
    ),
  }))
  return <Timeline items={items} />
}

function entriesOf(page: NodePageView, text: SupervisionText): Entry[] {
  const entries = [...lightEntries(page, text), ...extensionEntries(page, text), ...waitEntries(page, text)]
  const orders = page.orders.map(
    ({ id, number, title, openedOn }): Entry => ({ on: openedOn, key: `order ${id}`, what: number, note: title }),
  )
  return [...entries, ...orders].sort((a, b) => a.on.localeCompare(b.on))
}

function lightEntries({ light }: NodePageView, text: SupervisionText): Entry[] {
  return light.history.map(({ on, colour, reason }) => ({
    on,
    key: `light ${on}`,
    what: (
      <>
        <Lamp colour={colour} /> {text.reason[reason]}
      </>
    ),
    note: null,
  }))
}

function extensionEntries({ extensions }: NodePageView, text: SupervisionText): Entry[] {
  return extensions.flatMap((one): Entry[] => {
    const asked = {
      on: one.askedOn,
      key: `asked ${one.id}`,
      what: text.asked(one.unitName, one.wantedDay),
      note: one.reason,
    }
    if (one.answeredOn === null) return [asked]
    const what =
      one.status === 'granted'
        ? text.granted(one.grantedDay ?? '')
        : one.status === 'refused'
          ? text.refused
          : text.withdrawn
    return [asked, { on: one.answeredOn, key: `answered ${one.id}`, what, note: one.answer }]
  })
}

function waitEntries({ waits }: NodePageView, text: SupervisionText): Entry[] {
  return waits.flatMap((one): Entry[] => {
    const told = {
      on: one.since,
      key: `wait ${one.id}`,
      what: text.waits(one.unitName, one.awaitedName),
      note: one.what,
    }
    if (one.endedOn === null || one.ending === null) return [told]
    const what = text.waitEnded(one.awaitedName, text.ending[one.ending])
    return [told, { on: one.endedOn, key: `ended ${one.id}`, what, note: one.answer }]
  })
}
