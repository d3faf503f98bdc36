import { App, Button, Space } from 'antd'
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { readChoices } from './choices.ts'
import { readTask } from './read-task.ts'
import { TaskForm } from './task-form.tsx'
import { writtenOf } from './task-words.ts'
import { changeTask, rewriteTask } from './verbs.ts'
import { useYearsText } from './words.ts'
import yearsCss from './years.css?url'

export async function loader(call: LoaderFunctionArgs) {
  const [found, choices] = await Promise.all([readTask(call), readChoices(call)])
  return { ...found, choices }
}

/** A draft's task is rewritten; an issued one is changed, with the reason. */
export default function EditTask() {
  const { header, task, choices } = useLoaderData<typeof loader>()
  const text = useYearsText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const rewriting = useCommand(rewriteTask)
  const changing = useCommand(changeTask)
  const drafting = header.status === 'draft'
  const { running, problem } = drafting ? rewriting : changing
  const back = drafting ? `/desk/years/${header.id}` : `/desk/annual-tasks/${task.id}`
  const asked = { annualTaskId: task.id, version: task.version }
  return (
    <>
      <link rel="stylesheet" href={yearsCss} precedence="years" />
      <PageHeader
        title={drafting ? text.editTitle : text.changeTitle}
        crumbs={[
          { href: '/desk/years', label: text.title },
          { href: `/desk/years/${header.id}`, label: header.title },
          { href: `/desk/annual-tasks/${task.id}`, label: task.title },
        ]}
      />
      <TaskForm
        initial={writtenOf(task, 'again')}
        year={header.year}
        choices={choices}
        asksReason={!drafting}
        onSubmit={async (written, reason) => {
          const outcome = drafting
            ? await rewriting.run({ ...asked, task: written })
            : await changing.run({ ...asked, task: written, reason })
          if (!outcome.ok) return
          void message.success(text.saved)
          await navigate(back)
        }}
      >
        <ProblemAlert problem={problem} />
        <Space>
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
          <Button href={back}>{text.cancel}</Button>
        </Space>
      </TaskForm>
    </>
  )
}
