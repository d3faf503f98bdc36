import type { Rights } from '../../../platform/module.ts'

const OPERATING = ['administrator'] as const

export const open311Rights: Rights = {
  'service.apiKey.list': OPERATING,
  'service.apiKey.add': OPERATING,
  'service.apiKey.close': OPERATING,
}
