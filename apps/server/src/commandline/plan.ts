import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { importPlan, planParseCommand, prepareImport } from '../modules/plan/index.ts'
import { systemActor } from '../platform/actor.ts'
import { execute } from '../platform/command.ts'
import type { CliCommand } from './command.ts'
import { readArguments, withSystem } from './command.ts'

export const planCommands: readonly CliCommand[] = [
  {
    words: ['plan', 'parse'],
    usage: 'plan parse 文件 --json [--with-text]',
    what: '解析方案文件，只输出结果，不入库',
    run: (args, io) => planParseCommand(args, io),
  },
  {
    words: ['plan', 'import'],
    usage: 'plan import 文件 --county 区划代码',
    what: '导入方案，生成待核对的草案',
    async run(args, io, root) {
      const { words, options } = readArguments(args, ['county'])
      const [path] = words
      const county = options.get('county')
      if (!path || !county) {
        io.error('用法：kepu plan import 文件 --county 500233\n')
        return 1
      }
      const bytes = await readFile(path)
      return withSystem(io, root, async ({ app }) => {
        const draft = await execute(app.kernel, importPlan, {
          actor: systemActor(county, '管理程序'),
          input: await prepareImport(app.contents, { name: basename(path), bytes }),
          idempotencyKey: null,
        })
        io.out(`已生成草案《${draft.title}》，请登录后核对并发布：/desk/plans/${draft.id}/review\n`)
        return 0
      })
    },
  },
]
