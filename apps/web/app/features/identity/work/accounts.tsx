import { AccountView } from '@kepu/contract/identity'
import { UnitView } from '@kepu/contract/organization'
import { Tag } from 'antd'
import { useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FilterBar, FilterText } from '../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { AccountActions } from './account-actions.tsx'
import { AddAccount } from './add-account.tsx'
import { FirstPassword, type FirstPasswordFacts } from './first-password.tsx'
import { Grants } from './grants.tsx'
import { useAccountsText } from './words.ts'

const Accounts = z.object({ items: z.array(AccountView) })
const Units = z.object({ items: z.array(UnitView) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const text = new URL(call.request.url).searchParams.get('text')
  const { items: accounts } = await api.get(withQuery('/accounts', { text }), Accounts)
  const { items: units } = await api.get('/units', Units)
  return { accounts, units: units.map(({ id, name }) => ({ value: id, label: name })) }
}

/** Who may sign in, and as what. */
export default function AccountList() {
  const { accounts, units } = useLoaderData<typeof loader>()
  const text = useAccountsText()
  const mayAdd = useCan('identity.account.add')
  const [shown, setShown] = useState<FirstPasswordFacts | null>(null)
  const columns: Columns<AccountView> = [
    {
      title: text.name,
      key: 'name',
      render: (_, account) => (
        <>
          {account.name} {!account.active && <Tag>{text.closed}</Tag>}
        </>
      ),
    },
    { title: text.username, dataIndex: 'username', key: 'username' },
    { title: text.grants, key: 'grants', render: (_, account) => <Grants account={account} /> },
    {
      title: text.lastSeen,
      key: 'seen',
      render: (_, { lastSeenAt }) => (lastSeenAt ? formatInstant(lastSeenAt) : text.never),
    },
    {
      title: text.actions,
      key: 'actions',
      render: (_, account) => <AccountActions account={account} units={units} onPassword={setShown} />,
    },
  ]
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={mayAdd && <AddAccount units={units} onPassword={setShown} />}
      />
      <FilterBar>
        <FilterText name="text" label={text.search} />
      </FilterBar>
      <DataTable
        label={text.title}
        rows={accounts}
        columns={columns}
        rowKey={(account) => account.userId}
        empty={text.empty}
      />
      <FirstPassword facts={shown} onClose={() => setShown(null)} />
    </>
  )
}
