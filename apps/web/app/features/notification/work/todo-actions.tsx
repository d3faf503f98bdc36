import type { TodoView } from '@kepu/contract/notification'
import { App, Button, Space } from 'antd'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { InboxText } from './messages.zh-CN.ts'
import { type TodoKind, todoKinds } from './todo-kinds.ts'

/** The way to the work, and «seen» where that is all. */
export function TodoActions({ todo, text }: { todo: TodoView; text: InboxText }) {
  const { county } = useWorkbench()
  const kind = todoKinds.get(todo.kind)
  if (!kind) return null
  return (
    <Space>
      <a href={kind.address(todo, county.code)}>{text.see}</a>
      {kind.acknowledge && <Acknowledge todo={todo} answering={kind.acknowledge} text={text} />}
    </Space>
  )
}

type Answering = NonNullable<TodoKind['acknowledge']>

function Acknowledge({ todo, answering, text }: { todo: TodoView; answering: Answering; text: InboxText }) {
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(answering.verb)
  const acknowledge = async () => {
    const outcome = await run(answering.inputOf(todo))
    if (outcome.ok) message.success(text.acknowledged)
  }
  return (
    <>
      <Button type="primary" loading={running} onClick={acknowledge}>
        {text[answering.word]}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
