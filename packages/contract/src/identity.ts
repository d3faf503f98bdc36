import { z } from 'zod'
import { CountyCode, Id, Instant } from './common.ts'

/**
 * Roles (角色): 系统管理员、科协统筹、部门经办、乡镇（街道）经办、村（社区）经办、县领导（只读）、审计（只读）.
 * What each may do stands in the server's rights of each module; a role holds over a unit and all units below it.
 */
export const roles = ['administrator', 'coordinator', 'officer', 'township', 'village', 'leader', 'auditor'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

export const GrantView = z.object({ id: Id, role: Role, unitId: Id, unitName: z.string() })

/** The signed-in person, in one county. */
export const MeView = z.object({
  userId: Id,
  username: z.string(),
  name: z.string(),
  county: CountyCode,
  /** All counties where the person holds a grant; another one is chosen by the cookie `kepu_county`. */
  counties: z.array(z.object({ code: CountyCode, name: z.string() })),
  unitId: Id,
  unitName: z.string(),
  grants: z.array(GrantView),
  /** Permissions held over at least one unit, e.g. `plan.publish`. */
  can: z.array(z.string()),
  openTodos: z.number().int(),
})
export type MeView = z.infer<typeof MeView>

export const AccountView = z.object({
  userId: Id,
  username: z.string(),
  name: z.string(),
  grants: z.array(GrantView),
  active: z.boolean(),
  lastSeenAt: Instant.nullable(),
  can: z.array(z.string()),
})
export type AccountView = z.infer<typeof AccountView>

export const Username = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9._-]{2,29}$/, '3–30 位小写字母、数字、点、横线，以字母开头')

/** A password is at least 10 characters and not only digits. */
export const Password = z.string().min(10, '至少 10 个字符').max(128).regex(/\D/, '不能全是数字')

export const AddAccount = z.object({
  username: Username,
  name: z.string().trim().min(1).max(40),
  unitId: Id,
  role: Role,
})
/** The first password, shown once. */
export const AddedAccount = z.object({ userId: Id, username: z.string(), firstPassword: z.string() })
export const AddGrant = z.object({ userId: Id, unitId: Id, role: Role })
export const RemoveGrant = z.object({ grantId: Id })
export const ResetPassword = z.object({ userId: Id })
export const CloseAccount = z.object({ userId: Id })

export type IdentityRefusal =
  | { code: 'identity.username.taken'; username: string }
  | { code: 'identity.grant.exists'; role: Role }
  | { code: 'identity.grant.lastAdministrator' }
  | { code: 'identity.account.self' }

/** One row of the audit trail (操作日志). */
export const AuditEntryView = z.object({
  chain: z.number().int(),
  seq: z.number().int(),
  at: Instant,
  actorName: z.string(),
  unitName: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>
