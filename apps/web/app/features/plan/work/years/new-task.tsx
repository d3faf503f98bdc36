import { YearPlanView } from '@kepu/contract/plan-year'
import { App, Button, Space } from 'antd'
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { readChoices } from './choices.ts'
import { TaskForm } from './task-form.tsx'
import { writtenOf } from './task-words.ts'
import { addTask } from './verbs.ts'
import { useYearsText } from './words.ts'
import yearsCss from './years.css?url'

export async function loader(call: LoaderFunctionArgs) {
  const [view, choices] = await Promise.all([
    apiOf(call).get(path`/years/${call.params['yearPlanId']}`, YearPlanView),
    readChoices(call),
  ])
  return { view, choices }
}

/** 新增任务: written anew, or beginning as a copy of another (`from`). */
export default function NewTask() {
  const { view, choices } = useLoaderData<typeof loader>()
  const { header, tasks } = view
  const text = useYearsText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const { run, running, problem } = useCommand(addTask)
  const model = tasks.find(({ id }) => id === params.get('from'))
  const back = `/desk/years/${header.id}`
  return (
    <>
      <link rel="stylesheet" href={yearsCss} precedence="years" />
      <PageHeader
        title={text.addTitle}
        crumbs={[
          { href: '/desk/years', label: text.title },
          { href: back, label: header.title },
        ]}
      />
      <TaskForm
        initial={model ? writtenOf(model, 'anew') : {}}
        year={header.year}
        choices={choices}
        asksReason={false}
        onSubmit={async (task) => {
          const outcome = await run({ yearPlanId: header.id, version: header.version, task })
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
