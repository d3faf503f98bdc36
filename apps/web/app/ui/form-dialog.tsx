import { Button, type ButtonProps, Form, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ApiProblem } from '../lib/problem.ts'
import { ProblemAlert } from './problem-alert.tsx'
import { useUiText } from './words.ts'

export interface FormDialogProps<T> {
  /** On the button and over the dialog. */
  readonly title: string
  readonly button?: ButtonProps
  readonly initial?: Partial<T>
  readonly running: boolean
  readonly problem: ApiProblem | null
  /** Answers whether it's done: then the dialog closes. */
  readonly onSubmit: (values: T) => Promise<boolean>
  readonly onOpen?: () => void
  /** `Form.Item`s. */
  readonly children: ReactNode
}

/** A button that opens a small form. A refusal shows over the fields, which keep what was typed. */
export function FormDialog<T extends object>(props: FormDialogProps<T>) {
  const { title, button, initial, running, problem, onSubmit, onOpen, children } = props
  const text = useUiText()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<T>()
  const show = () => {
    onOpen?.()
    setOpen(true)
  }
  const submit = async (values: T) => {
    if (await onSubmit(values)) setOpen(false)
  }
  return (
    <>
      <Button {...button} onClick={show}>
        {title}
      </Button>
      <Modal
        title={title}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText={text.confirm}
        cancelText={text.cancel}
        confirmLoading={running}
        destroyOnHidden
      >
        <ProblemAlert problem={problem} />
        <Form<T>
          form={form}
          layout="vertical"
          onFinish={submit}
          preserve={false}
          className="dialog-form"
          {...(initial ? { initialValues: initial } : {})}
        >
          {children}
        </Form>
      </Modal>
    </>
  )
}
