import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Role } from '@kepu/contract/identity'
import { z } from 'zod'
import type { App } from '../src/app.ts'
import { addAccount, addGrant, findUserByUsername, resetPassword } from '../src/modules/identity/index.ts'
import { rootUnit } from '../src/modules/organization/index.ts'
import { systemActor } from '../src/platform/actor.ts'
import { execute } from '../src/platform/command.ts'
import { inCounty } from '../src/platform/database.ts'
import type { Kernel } from '../src/platform/kernel.ts'

export interface DemoAccount {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly role: Role
  /** Whose account it is and what to look at with it. */
  readonly what: string
}

interface Person {
  readonly county: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly unit: string
  /** A second role, over the whole county. */
  readonly alsoForCounty?: Role
  readonly what: string
}

/** Invented people, and visibly so. */
const PEOPLE: readonly Person[] = [
  {
    county: '500233',
    username: 'kexie',
    name: '鲍演示',
    role: 'officer',
    unit: '县科协',
    alsoForCounty: 'coordinator',
    what: '县科协统筹：导入、核对、发布方案，登记台账',
  },
  {
    county: '500233',
    username: 'admin',
    name: '安演示',
    role: 'administrator',
    unit: '忠县',
    what: '系统管理员：单位、账号、日志',
  },
  {
    county: '500233',
    username: 'nongye',
    name: '方演示',
    role: 'officer',
    unit: '县农业农村委',
    what: '县农业农村委经办',
  },
  { county: '500233', username: 'jiaowei', name: '范演示', role: 'officer', unit: '县教委', what: '县教委经办' },
  {
    county: '500233',
    username: 'weijian',
    name: '韦演示',
    role: 'officer',
    unit: '县卫生健康委',
    what: '县卫生健康委经办',
  },
  { county: '500233', username: 'zhongzhou', name: '邓演示', role: 'township', unit: '忠州街道', what: '忠州街道经办' },
  {
    county: '500233',
    username: 'xiaqiao',
    name: '谢演示',
    role: 'village',
    unit: '黄金镇下桥村',
    what: '黄金镇下桥村经办',
  },
  { county: '500233', username: 'lingdao', name: '冯演示', role: 'leader', unit: '忠县', what: '县领导，只读' },
  { county: '500233', username: 'shenji', name: '蔡演示', role: 'auditor', unit: '忠县', what: '审计，只读' },
  {
    county: '999901',
    username: 'qingping',
    name: '江演示',
    role: 'officer',
    unit: '县科协',
    alsoForCounty: 'coordinator',
    what: '虚构的青屏县：看不到忠县',
  },
]

const Passwords = z.record(z.string(), z.string())

/** Accounts of the demonstration counties; their first passwords are made once and kept for their owner in the home folder. */
export async function openDemoAccounts(app: App, home: string, counties: readonly string[]): Promise<DemoAccount[]> {
  const file = join(home, 'secrets', 'demo-accounts.json')
  const passwords = await readPasswords(file)
  const known = new Map(Object.entries(passwords))
  const people = PEOPLE.filter(({ county }) => counties.includes(county))
  for (const person of people) {
    const userId = await findUserId(app, person)
    // A home may outlive its database: a password is worth nothing without the account.
    if (userId !== null && known.has(person.username)) continue
    known.set(person.username, await openAccount(app, person, userId))
    await writePasswords(file, Object.fromEntries(known))
  }
  return people.map(({ username, name, role, what }) => ({
    username,
    name,
    role,
    what,
    password: known.get(username) ?? '',
  }))
}

function findUserId({ kernel }: App, { county, username }: Person): Promise<string | null> {
  return inCounty(kernel.db, county, 'read only', async (tx) => (await findUserByUsername(tx, username))?.id ?? null)
}

/** An account that was opened before its password could be kept gets a new one. */
async function openAccount({ kernel }: App, person: Person, known: string | null): Promise<string> {
  const { county, username, name, role, unit, alsoForCounty } = person
  const call = { actor: systemActor(county, '演示数据'), idempotencyKey: null }
  const inUnit = async () => ({ username, name, role, unitId: await unitNamed(kernel, county, unit) })
  const { userId, firstPassword } =
    known === null
      ? await execute(kernel, addAccount, { ...call, input: await inUnit() })
      : await execute(kernel, resetPassword, { ...call, input: { userId: known } })
  if (alsoForCounty !== undefined && !(await hasRole(kernel, county, userId, alsoForCounty))) {
    const { id: unitId } = await inCounty(kernel.db, county, 'read only', (tx) => rootUnit(tx, county))
    await execute(kernel, addGrant, { ...call, input: { userId, unitId, role: alsoForCounty } })
  }
  return firstPassword
}

async function unitNamed({ db }: Kernel, county: string, name: string): Promise<string> {
  const unit = await inCounty(db, county, 'read only', (tx) =>
    tx.selectFrom('organization.unit').select('id').where('name', '=', name).executeTakeFirstOrThrow(),
  )
  return unit.id
}

async function hasRole({ db }: Kernel, county: string, userId: string, role: Role): Promise<boolean> {
  const grant = await inCounty(db, county, 'read only', (tx) =>
    tx
      .selectFrom('identity.role_grant')
      .select('id')
      .where('user_id', '=', userId)
      .where('role', '=', role)
      .executeTakeFirst(),
  )
  return grant !== undefined
}

async function readPasswords(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}'
    throw error
  })
  return Passwords.parse(JSON.parse(text))
}

async function writePasswords(file: string, passwords: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
