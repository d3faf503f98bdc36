import type { Module } from '../../platform/module.ts'
import { listTodos } from './queries.ts'

export { countOpenTodos } from './queries.ts'
export { closeTodos, openTodos } from './store.ts'

export const notificationModule: Module = {
  name: 'notification',
  rights: {},
  routes(api) {
    api.query(listTodos, '/todos')
  },
}
