import { Id } from '@kepu/contract'
import { SentenceView, TraceChainView, TraceOriginView } from '@kepu/contract/plan-trace'
import { useEffect, useRef } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path, withQuery } from '../../../../lib/api.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Chain } from './chain.tsx'
import traceCss from './trace.css?url'
import { useTraceText } from './words.ts'

const Sentences = z.object({ planId: Id, title: z.string(), items: z.array(SentenceView) })

/** `?at=` a position in the text; `?source=delivery&id=…` something to follow back, whose first sentence is then shown. */
export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const at = path`/plans/${call.params['planId']}`
  const text = await api.get(`${at}/sentences`, Sentences)
  const [source, id] = [searchParams.get('source'), searchParams.get('id')]
  const origin = source && id ? await api.get(withQuery(`${at}/origin`, { source, id }), TraceOriginView) : null
  const position = searchParams.get('at') ?? origin?.sentences[0]?.span[0] ?? null
  const chain = position === null ? null : await api.get(withQuery(`${at}/sentence`, { at: position }), TraceChainView)
  return { text, origin, chain }
}

/** Where is this sentence now? And back. */
export default function Trace() {
  const { text, origin, chain } = useLoaderData<typeof loader>()
  const words = useTraceText()
  return (
    <>
      <link rel="stylesheet" href={traceCss} precedence="plan" />
      <PageHeader
        title={words.title}
        lead={words.lead}
        crumbs={[
          { href: '/desk/plans', label: words.plans },
          { href: `/desk/plans/${text.planId}`, label: text.title },
        ]}
      />
      <div className="trace">
        <section className="panel trace-text" aria-label={words.text}>
          <Text sentences={text.items} chosen={chain?.sentence.span[0] ?? null} />
        </section>
        <section className="panel trace-now" aria-live="polite" aria-label={words.now}>
          {origin && <Origin origin={origin} />}
          {chain ? <Chain chain={chain} /> : <p className="quiet">{words.choose}</p>}
        </section>
      </div>
    </>
  )
}

/** Every sentence is a link to itself; those that became something are underlined. The chosen one comes into view. */
function Text({ sentences, chosen }: { sentences: readonly SentenceView[]; chosen: number | null }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ol lang="zh-CN" ref={list}>
      {sentences.map(({ span, text, becameCount }) => (
        <li key={span[0]} id={`s${span[0]}`}>
          <Link
            to={`?at=${span[0]}`}
            preventScrollReset
            className={becameCount > 0 ? 'became' : 'plain'}
            aria-current={span[0] === chosen ? 'true' : undefined}
          >
            {text}
          </Link>
        </li>
      ))}
    </ol>
  )
}

function Origin({ origin: { from, sentences } }: { origin: TraceOriginView }) {
  const words = useTraceText()
  const title = `${words.sources[from.source]} ${from.title}`
  return (
    <div className="origin">
      <h2>{words.backTitle}</h2>
      <p>{sentences.length === 0 ? words.backNone(title) : words.back(title)}</p>
      <ul>
        {sentences.map(({ span, text, label }) => (
          <li key={`${span[0]} ${label}`}>
            <Link to={`?source=${from.source}&id=${from.id}&at=${span[0]}`}>{text}</Link>{' '}
            <span className="quiet">{label}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
