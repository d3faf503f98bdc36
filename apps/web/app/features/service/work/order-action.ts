import type { OrderView } from '@kepu/contract/service'
import { App } from 'antd'
import type { Choices } from './choices.ts'
import { useServiceText } from './words.ts'

export interface ActionProps {
  readonly order: OrderView
  readonly choices: Choices
}

/** Says that it's done, and whether. */
export function useDone() {
  const { message } = App.useApp()
  const text = useServiceText()
  return (ok: boolean) => {
    if (ok) message.success(text.done)
    return ok
  }
}
