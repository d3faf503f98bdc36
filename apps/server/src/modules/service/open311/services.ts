import { audiences, Id } from '@kepu/contract'
import { z } from 'zod'
import { refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'

/** Code of the service that is none of the menu: the wish is classified as everybody's is. */
export const WISH = 'wish'

const Service = z.object({
  service_code: z.string(),
  service_name: z.string(),
  description: z.string(),
  metadata: z.literal(true),
  type: z.literal('realtime'),
  keywords: z.string(),
  group: z.string(),
})

const FREE: z.infer<typeof Service> = {
  service_code: WISH,
  service_name: '自由点单',
  description: '清单里没有的，写明想要什么科普服务',
  metadata: true,
  type: 'realtime',
  keywords: '',
  group: '自由点单',
}

export const listServices = query({
  name: 'service.report.services',
  access: 'public',
  input: z.object({}),
  output: z.object({ items: z.array(Service) }),
  async run(read) {
    const rows = await read.tx
      .selectFrom('service.menu_item')
      .select(['id', 'title', 'summary', 'keywords', 'topic'])
      .where('county_code', '=', read.county)
      .where('status', '=', 'offered')
      .orderBy('title')
      .execute()
    const items = rows.map(({ id, title, summary, keywords, topic }) => ({
      service_code: id,
      service_name: title,
      description: summary,
      metadata: true as const,
      type: 'realtime' as const,
      keywords: keywords.join(','),
      group: topic,
    }))
    return { items: [...items, FREE] }
  },
})

const AUDIENCE_NAMES: Readonly<Record<(typeof audiences)[number], string>> = {
  youth: '青少年',
  farmers: '农民',
  workers: '产业工人',
  elderly: '老年人',
  officials: '领导干部和公务员',
  public: '社会公众',
}

interface Attribute {
  readonly code: string
  readonly datatype: 'string' | 'number' | 'datetime' | 'singlevaluelist'
  readonly description: string
  readonly hint: string
  readonly values?: readonly { readonly key: string; readonly name: string }[]
}

const ATTRIBUTES: readonly Attribute[] = [
  {
    code: 'AUDIENCE',
    datatype: 'singlevaluelist',
    description: '听众',
    hint: '',
    values: audiences.map((key) => ({ key, name: AUDIENCE_NAMES[key] })),
  },
  { code: 'PEOPLE', datatype: 'number', description: '大约人数', hint: '1–5000' },
  { code: 'WANTED_FROM', datatype: 'string', description: '希望哪天开始', hint: 'YYYY-MM-DD' },
  { code: 'WANTED_TO', datatype: 'string', description: '最迟哪天', hint: 'YYYY-MM-DD' },
]

/** What is asked besides: the same for every service, and nothing of it has to be given. */
export const showService = query({
  name: 'service.report.definition',
  access: 'public',
  input: z.object({ serviceCode: z.string() }),
  output: z.object({ service_code: z.string(), attributes: z.array(z.record(z.string(), z.unknown())) }),
  async run(read, { serviceCode }) {
    if (serviceCode !== WISH) {
      const known =
        Id.safeParse(serviceCode).success &&
        (await read.tx
          .selectFrom('service.menu_item')
          .select('id')
          .where('county_code', '=', read.county)
          .where('id', '=', serviceCode)
          .where('status', '=', 'offered')
          .executeTakeFirst())
      if (!known) refuse({ code: 'platform.notFound', kind: 'service' })
    }
    const attributes = ATTRIBUTES.map(({ code, datatype, description, hint, values = [] }, i) => ({
      variable: true,
      code,
      datatype,
      required: false,
      datatype_description: hint,
      order: i + 1,
      description,
      values: [...values],
    }))
    return { service_code: serviceCode, attributes }
  },
})
