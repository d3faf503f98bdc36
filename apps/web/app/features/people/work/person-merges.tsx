import { PersonView } from '@kepu/contract/people'
import { type MergeView, UndoMerge } from '@kepu/contract/people-merge'
import { formatInstant } from '../../../lib/format.ts'
import { verb } from '../../../lib/verb.ts'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { usePeopleText } from './words.ts'

const undo = verb('POST', '/people-merges/{mergeId}/undo', UndoMerge, PersonView)

/** What was merged into this record, and the way back. */
export function Merges({ merges }: { merges: readonly MergeView[] }) {
  const text = usePeopleText()
  const { run, running, problem } = useCommand(undo)
  return (
    <section className="panel">
      <h2>{text.merges}</h2>
      <ProblemAlert problem={problem} />
      <ul>
        {merges.map(({ id, mergedName, mergedByName, mergedAt, undoneAt, can }) => (
          <li key={id}>
            {text.mergedFrom(mergedName, formatInstant(mergedAt), mergedByName)} {undoneAt !== null && text.undone}
            {can.includes('people.merge.undo') && (
              <ConfirmButton
                size="small"
                loading={running}
                question={text.undoQuestion}
                onConfirm={() => void run({ mergeId: id })}
              >
                {text.undo}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
