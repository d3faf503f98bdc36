import { listCounties } from '../modules/organization/index.ts'
import { sweepCounties } from '../modules/plan/index.ts'
import { type CliCommand, readArguments, withSystem } from './command.ts'

export const supervisionCommands: readonly CliCommand[] = [
  {
    words: ['supervision', 'sweep'],
    usage: 'supervision sweep [--county 区划代码]',
    what: '记录各县到昨天为止的节点亮灯（每天夜里自动进行，重复运行无妨）',
    run(args, io, root) {
      const { options } = readArguments(args, ['county'])
      const only = options.get('county')
      return withSystem(io, root, async ({ app: { kernel } }) => {
        const all = (await listCounties(kernel.db)).map(({ code }) => code)
        const wanted = only === undefined ? all : all.filter((code) => code === only)
        if (wanted.length === 0) {
          io.error(only === undefined ? '还没有开设的县\n' : `没有开设代码为 ${only} 的县\n`)
          return 1
        }
        const swept = await sweepCounties(kernel, wanted)
        for (const { county, changes } of swept)
          io.out(`${county}  ${changes === null ? '失败，原因见日志' : `${changes} 条亮灯变化`}\n`)
        return swept.some(({ changes }) => changes === null) ? 1 : 0
      })
    },
  },
]
