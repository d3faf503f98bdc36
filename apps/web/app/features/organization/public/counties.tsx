import { CountyCode } from '@kepu/contract'
import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../lib/api.ts'
import { useMessages } from '../../../lib/screen.tsx'
import { PortalFrame } from '../../../shell/portal-frame.tsx'

const Counties = z.object({ items: z.array(z.object({ code: CountyCode, name: z.string(), demo: z.boolean() })) })

const words = {
  'zh-CN': {
    title: '全民科学素质行动',
    lead: '请选择县（区、市）',
    demo: '演示',
    none: '还没有设置县（区、市）',
    how: '请管理员运行 kepu county add 加六位行政区划代码。',
  },
  en: {
    title: 'Action for science literacy',
    lead: 'Choose a county',
    demo: 'demonstration',
    none: 'No county has been set up yet',
    how: 'An administrator runs: kepu county add, followed by the six-digit code.',
  },
}

/** Straight to the county when there is only one. */
export async function loader(call: LoaderFunctionArgs) {
  const { items } = await apiOf(call).get('/counties', Counties)
  const [only] = items
  if (only && items.length === 1) throw redirect(`/${only.code}`)
  return items
}

export default function PublicCounties() {
  const counties = useLoaderData<typeof loader>()
  const text = useMessages(words)
  return (
    <PortalFrame county={null}>
      <title>{text.title}</title>
      <h1>{text.title}</h1>
      {counties.length === 0 ? (
        <section className="empty">
          <h2>{text.none}</h2>
          <p>{text.how}</p>
        </section>
      ) : (
        <>
          <p>{text.lead}</p>
          <ul className="cards">
            {counties.map((county) => (
              <li key={county.code}>
                <a href={`/${county.code}`}>
                  <strong>{county.name}</strong>
                  <small>
                    {county.code}
                    {county.demo && ` · ${text.demo}`}
                  </small>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </PortalFrame>
  )
}
