import { roles } from '@kepu/contract/identity'
import { addAccount } from '../modules/identity/index.ts'
import { rootUnit } from '../modules/organization/index.ts'
import { systemActor } from '../platform/actor.ts'
import { execute } from '../platform/command.ts'
import { inCounty } from '../platform/database.ts'
import { type CliCommand, readArguments, withSystem } from './command.ts'

export const accountCommands: readonly CliCommand[] = [
  {
    words: ['user', 'add'],
    usage: 'user add 用户名 --county 代码 --name 姓名 [--role administrator]',
    what: '开设账号（默认为本县系统管理员），打印首次密码',
    async run(args, io, root) {
      const { words, options } = readArguments(args, ['county', 'name', 'role'])
      const [username] = words
      const county = options.get('county')
      const name = options.get('name')
      const role = options.get('role') ?? 'administrator'
      if (!username || !county || !name || !roles.some((one) => one === role)) {
        io.error(`用法：kepu user add 用户名 --county 500233 --name 姓名 [--role ${roles.join('|')}]\n`)
        return 1
      }
      return withSystem(io, root, async ({ app }) => {
        const unit = await inCounty(app.kernel.db, county, 'read only', (tx) => rootUnit(tx, county))
        const account = await execute(app.kernel, addAccount, {
          actor: systemActor(county, '管理程序'),
          input: { username, name, unitId: unit.id, role },
          idempotencyKey: null,
        })
        io.out(`账号 ${account.username} 已开设，首次密码：${account.firstPassword}\n请登录后修改。\n`)
        return 0
      })
    },
  },
]
