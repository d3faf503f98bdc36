import type { AccountView } from '@kepu/contract/identity'
import { useTerms } from '../../../lib/screen.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { removeGrant } from './verbs.ts'
import { useAccountsText } from './words.ts'

/** A person's grants, each with its way out. */
export function Grants({ account }: { account: AccountView }) {
  const text = useAccountsText()
  const terms = useTerms()
  const { run, running, problem } = useCommand(removeGrant)
  const mayRemove = account.can.includes('identity.grant.remove')
  return (
    <>
      <ul className="grants">
        {account.grants.map(({ id, unitName, role }) => (
          <li key={id}>
            {unitName} · {terms.role[role]}
            {mayRemove && (
              <ConfirmButton
                question={text.removeGrant(unitName, terms.role[role])}
                consequence={text.removeGrantConsequence}
                onConfirm={() => run({ grantId: id })}
                loading={running}
                type="text"
                size="small"
                aria-label={text.removeGrantLabel(unitName, terms.role[role])}
              >
                ×
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={problem} />
    </>
  )
}
