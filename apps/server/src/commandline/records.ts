import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import type { CliCommand, Io } from './command.ts'

/** A backup file is named from where the person stands, who may have called npm in another folder. */
const pathOf = (file: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file)

/** A PostgreSQL of one's own has its own backups, which know how it's set up. */
function refuseOwnDatabase({ databaseUrl }: Config, io: Io, instead: string): boolean {
  if (databaseUrl === null) return false
  io.error(`已设置 DATABASE_URL：请用 ${instead} 处理该数据库，并另行复制 KEPU_HOME 下的 files 与 secrets 目录。\n`)
  io.error('详见 docs/operations/backup.md\n')
  return true
}

const telling = (io: Io) => (line: string) => io.error(`${line}\n`)

/** Backup, restore and verification of what Kepu keeps. */
export const recordCommands: readonly CliCommand[] = [
  {
    words: ['backup'],
    usage: 'backup 文件',
    what: '把数据库、附件和密钥备份为一个文件（运行中即可）',
    async run([file], io, root) {
      const config = readConfig(process.env, root)
      if (refuseOwnDatabase(config, io, 'pg_dump')) return 1
      if (!file) {
        io.error('用法：kepu backup kepu-2024-11-20.backup\n')
        return 1
      }
      const { backup } = await import('../operations/backup.ts')
      await backup(config.home, pathOf(file), telling(io))
      return 0
    },
  },
  {
    words: ['restore'],
    usage: 'restore 文件',
    what: '把备份恢复到空的数据目录（KEPU_HOME）',
    async run([file], io, root) {
      const config = readConfig(process.env, root)
      if (refuseOwnDatabase(config, io, 'pg_restore')) return 1
      if (!file) {
        io.error('用法：kepu restore kepu-2024-11-20.backup\n')
        return 1
      }
      const { restore } = await import('../operations/restore.ts')
      await restore(pathOf(file), config.home, telling(io))
      return verifyHome(config, io)
    },
  },
  {
    words: ['verify'],
    usage: 'verify [备份文件]',
    what: '核对审计链、附件和数据库页；给出文件时核对备份文件',
    async run([file], io, root) {
      const config = readConfig(process.env, root)
      if (!file) return verifyHome(config, io)
      const { verifyBackup } = await import('../operations/archive.ts')
      const { head, files } = await verifyBackup(pathOf(file))
      io.out(`备份文件完好：${files} 个文件，${head.createdAt} 备份\n`)
      return 0
    },
  },
]

async function verifyHome(config: Config, io: Io): Promise<number> {
  if (config.databaseUrl === null && !(await stat(config.home).catch(() => null))) {
    io.error(`没有可核对的数据：${config.home} 不存在\n`)
    return 1
  }
  const { verify } = await import('../operations/verify.ts')
  const faults = await verify(config, telling(io))
  for (const fault of faults) io.out(`有误：${fault}\n`)
  if (faults.length === 0) io.out('核对完毕，没有发现问题\n')
  return faults.length === 0 ? 0 : 1
}
