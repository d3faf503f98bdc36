import { Button, type ButtonProps, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useUiText } from './words.ts'

export interface ConfirmButtonProps extends Omit<ButtonProps, 'onClick' | 'title'> {
  readonly question: string
  /** What will happen, and whether it can be undone. */
  readonly consequence?: ReactNode
  readonly onConfirm: () => void
}

/** A button that asks once more. For what cannot be undone; everything else just happens and offers undo. */
export function ConfirmButton({ question, consequence, onConfirm, children, ...button }: ConfirmButtonProps) {
  const text = useUiText()
  return (
    <Popconfirm
      title={question}
      description={consequence}
      onConfirm={onConfirm}
      okText={text.confirm}
      cancelText={text.cancel}
    >
      <Button {...button}>{children}</Button>
    </Popconfirm>
  )
}
