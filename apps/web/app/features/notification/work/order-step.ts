import { OrderStatus } from '@kepu/contract/service'
import type { Language } from '../../../lib/language.ts'
import { terms } from '../../../lib/terms.ts'

/** The state of an order in words: a fact of its to-do. */
export function orderStep(step: string | number, language: Language): string {
  const { data } = OrderStatus.safeParse(step)
  return data ? terms[language].orderStatus[data] : ''
}
