import { type SchemeHeader, SchemeHeader as SchemeHeaderShape, schemeTemplates } from '@kepu/contract/plan-appraisal'
import type { YearPlanHeader } from '@kepu/contract/plan-year'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { FormDialog } from '../../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { UploadBox } from '../../../../ui/upload-box.tsx'
import { useCommand, useUpload } from '../../../../ui/use-command.ts'
import { openAppraisal, openScheme } from './verbs.ts'
import { useAppraisalText } from './words.ts'

/** A new scheme from a template; opens it. */
export function NewScheme() {
  const text = useAppraisalText()
  const navigate = useNavigate()
  const { run, running, problem, clear } = useCommand(openScheme)
  const submit = async (values: { title: string; template: (typeof schemeTemplates)[number] }) => {
    const outcome = await run(values)
    if (outcome.ok) await navigate(`/desk/appraisals/schemes/${outcome.value.id}`)
    return outcome.ok
  }
  return (
    <FormDialog
      title={text.newScheme}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
      initial={{ template: 'hundred' }}
    >
      <Form.Item name="title" label={text.name} rules={[{ required: true, min: 4, max: 100, message: text.required }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="template" label={text.template}>
        <Select options={schemeTemplates.map((value) => ({ value, label: text.templates[value] }))} />
      </Form.Item>
    </FormDialog>
  )
}

/** A scheme from a file; opens it, with its mistakes shown. */
export function ImportScheme() {
  const text = useAppraisalText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const { run, running, problem } = useUpload('/appraisal-schemes/import', SchemeHeaderShape)
  const take = async (file: File) => {
    const outcome = await run(file)
    if (outcome.ok) await navigate(`/desk/appraisals/schemes/${outcome.value.id}`)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.importScheme}</Button>
      <Modal title={text.importScheme} open={open} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <ProblemAlert problem={problem} />
        <UploadBox
          accept={['.xlsx', '.csv', '.json']}
          hint={text.importHint}
          running={running}
          onFile={(file) => void take(file)}
        />
      </Modal>
    </>
  )
}

interface Choice {
  readonly schemes: readonly SchemeHeader[]
  readonly years: readonly YearPlanHeader[]
}

/** The appraisal of a year that was issued, by a scheme that was published. */
export function NewAppraisal({ schemes, years }: Choice) {
  const text = useAppraisalText()
  const navigate = useNavigate()
  const { run, running, problem, clear } = useCommand(openAppraisal)
  const issued = years.filter(({ status }) => status !== 'draft')
  const published = schemes.filter(({ edition }) => edition > 0)
  const submit = async (values: { title: string; schemeId: string; yearPlanId: string }) => {
    const outcome = await run(values)
    if (outcome.ok) await navigate(`/desk/appraisals/${outcome.value.id}`)
    return outcome.ok
  }
  return (
    <FormDialog
      title={text.newAppraisal}
      button={{ type: 'primary', disabled: issued.length === 0 || published.length === 0 }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={submit}
      initial={{
        title: `${issued[0]?.year ?? ''}年度全民科学素质工作目标管理考核`,
        ...(issued[0] ? { yearPlanId: issued[0].id } : {}),
        ...(published[0] ? { schemeId: published[0].id } : {}),
      }}
    >
      <Form.Item name="yearPlanId" label={text.year} rules={[{ required: true, message: text.required }]}>
        <Select options={issued.map(({ id, title }) => ({ value: id, label: title }))} />
      </Form.Item>
      <Form.Item name="schemeId" label={text.scheme} rules={[{ required: true, message: text.required }]}>
        <Select
          options={published.map(({ id, title, edition }) => ({
            value: id,
            label: `${title}（${text.edition(edition)}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={text.name} rules={[{ required: true, min: 4, max: 100, message: text.required }]}>
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
