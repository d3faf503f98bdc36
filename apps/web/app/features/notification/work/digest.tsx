import { type DigestItem, DigestView } from '@kepu/contract/notification'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useMessages } from '../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { inboxEn } from './messages.en.ts'
import { type InboxText, inboxZh } from './messages.zh-CN.ts'
import { digestAddresses } from './todo-kinds.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/digests/${call.params['digestId']}`, DigestView)
}

/** 今日提醒: what a unit has open, in one list with the way to each. */
export default function Digest() {
  const digest = useLoaderData<typeof loader>()
  const text = useMessages({ 'zh-CN': inboxZh, en: inboxEn })
  const day = formatDay(digest.sentOn, useLanguage())
  return (
    <>
      <PageHeader
        title={text.digestTitle}
        lead={text.digestLead(digest.unitName, day)}
        crumbs={[{ href: '/desk', label: text.title }]}
      />
      <DataTable
        label={text.digestTitle}
        rows={digest.items}
        columns={columnsOf(text)}
        rowKey={({ key }) => key}
        empty={text.digestEmpty}
      />
    </>
  )
}

function columnsOf(text: InboxText): Columns<DigestItem> {
  const sentences = new Map(Object.entries(text.sentences))
  return [
    {
      title: text.what,
      key: 'what',
      className: 'wrapping',
      render: (_, { kind, facts }) => sentences.get(kind)?.((name) => facts[name] ?? '') ?? text.other,
    },
    {
      title: text.actions,
      key: 'actions',
      className: 'nowrap',
      render: (_, item) => {
        const address = digestAddresses.get(item.kind)
        return address && <a href={address(item)}>{text.see}</a>
      },
    },
  ]
}
