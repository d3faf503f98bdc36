import type { Role } from '@kepu/contract/identity'
import type { Api } from './http.ts'
import type { Job, Subscription } from './jobs.ts'

/** Permission → the roles that have it. */
export type Rights = Readonly<Record<string, readonly Role[]>>

/** What a module shows to the process: its routes, its rights, what it listens to, what it does by itself. */
export interface Module {
  readonly name: string
  readonly rights: Rights
  routes(api: Api): void
  readonly subscriptions?: readonly Subscription[]
  readonly jobs?: readonly Job[]
}
