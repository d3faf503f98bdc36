import type { AccountView } from '@kepu/contract/identity'
import { Space } from 'antd'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { FirstPasswordFacts } from './first-password.tsx'
import { GrantFields, type NewGrant, type UnitOption } from './grant-fields.tsx'
import { addGrant, closeAccount, resetPassword } from './verbs.ts'
import { useAccountsText } from './words.ts'

export interface AccountActionsProps {
  readonly account: AccountView
  readonly units: readonly UnitOption[]
  readonly onPassword: (facts: FirstPasswordFacts) => void
}

/** What an administrator can do with an account. */
export function AccountActions({ account, units, onPassword }: AccountActionsProps) {
  const may = (permission: string) => account.active && account.can.includes(permission)
  return (
    <Space wrap>
      {may('identity.grant.add') && <AddGrant account={account} units={units} />}
      {may('identity.password.reset') && <Reset account={account} onPassword={onPassword} />}
      {may('identity.account.close') && <Close account={account} />}
    </Space>
  )
}

function AddGrant({ account, units }: Pick<AccountActionsProps, 'account' | 'units'>) {
  const text = useAccountsText()
  const { run, running, problem, clear } = useCommand(addGrant)
  return (
    <FormDialog<NewGrant>
      title={text.addGrant}
      button={{ size: 'small' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (grant) => (await run({ userId: account.userId, ...grant })).ok}
    >
      <GrantFields units={units} />
    </FormDialog>
  )
}

function Reset({ account, onPassword }: Pick<AccountActionsProps, 'account' | 'onPassword'>) {
  const text = useAccountsText()
  const { run, running, problem } = useCommand(resetPassword)
  const reset = async () => {
    const outcome = await run({ userId: account.userId })
    if (outcome.ok) onPassword(outcome.value)
  }
  return (
    <>
      <ConfirmButton
        question={text.resetQuestion(account.name)}
        consequence={text.resetConsequence}
        onConfirm={reset}
        loading={running}
        size="small"
      >
        {text.reset}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </>
  )
}

function Close({ account }: Pick<AccountActionsProps, 'account'>) {
  const text = useAccountsText()
  const { run, running, problem } = useCommand(closeAccount)
  return (
    <>
      <ConfirmButton
        question={text.closeQuestion(account.name)}
        consequence={text.closeConsequence}
        onConfirm={() => run({ userId: account.userId })}
        loading={running}
        size="small"
        danger
      >
        {text.close}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </>
  )
}
