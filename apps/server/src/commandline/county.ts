import { addCounty, listCounties } from '../modules/organization/index.ts'
import { systemActor } from '../platform/actor.ts'
import { execute } from '../platform/command.ts'
import { type CliCommand, withSystem } from './command.ts'

export const countyCommands: readonly CliCommand[] = [
  {
    words: ['county', 'add'],
    usage: 'county add 区划代码',
    what: '开设一个县（区、市），带入乡镇街道和村社区',
    async run([code], io, root) {
      if (!code || !/^\d{6}$/.test(code)) {
        io.error('用法：kepu county add 500233（六位行政区划代码）\n')
        return 1
      }
      const { divisionOf } = await import('../../seed/divisions.ts')
      const division = await divisionOf(code)
      if (!division) {
        io.error(`行政区划数据中没有代码为 ${code} 的县级单位\n`)
        return 1
      }
      return withSystem(io, root, async ({ app }) => {
        const { townships, villages, added } = await execute(app.kernel, addCounty, {
          actor: systemActor(code, '管理程序'),
          input: division,
          idempotencyKey: null,
        })
        io.out(
          `${division.name}（${code}）${added ? '已开设' : '已更新'}：${townships} 个乡镇街道，${villages} 个村社区\n`,
        )
        return 0
      })
    },
  },
  {
    words: ['county', 'list'],
    usage: 'county list',
    what: '列出已开设的县',
    run: (_args, io, root) =>
      withSystem(io, root, async ({ app }) => {
        for (const { code, name, demo } of await listCounties(app.kernel.db))
          io.out(`${code}  ${name}${demo ? '（演示）' : ''}\n`)
        return 0
      }),
  },
]
