/** A grant as the platform sees it: permissions over a unit and everything below it. */
export interface Scope {
  readonly unitId: string
  readonly permissions: ReadonlySet<string>
}

/** Who acts, in which county. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly county: string
  /** The unit that the person works for; null for the system itself. */
  readonly unitId: string | null
  readonly scopes: readonly Scope[]
  /** Of a person without an account: a keyed hash of address and browser, the same for the same telephone or computer. */
  readonly device?: string
}

/** Somebody without an account, in a county: holds no permission, and may do what is open to the public. */
export function publicActor(county: string, device: string): Actor {
  return { id: 'public', name: '公众', county, unitId: null, scopes: [], device }
}

/** The system acting by itself: jobs, the seed, the command line. It may do everything, and the audit names it. */
export function systemActor(county: string, name: string): SystemActor {
  return { id: `system:${name}`, name, county, unitId: null, scopes: [], system: true }
}
interface SystemActor extends Actor {
  readonly system: true
}
function isSystem(actor: Actor): boolean {
  return 'system' in actor
}

/** Does the actor hold the permission over any unit at all? */
export function holds(actor: Actor, permission: string): boolean {
  return isSystem(actor) || actor.scopes.some((scope) => scope.permissions.has(permission))
}

/** May the actor do it to a record of a unit, given the unit and all above it? */
export function may(actor: Actor, permission: string, ancestors: readonly string[]): boolean {
  return (
    isSystem(actor) ||
    actor.scopes.some((scope) => scope.permissions.has(permission) && ancestors.includes(scope.unitId))
  )
}

/** Which of these permissions the actor holds over a unit: the `can` of an answer. */
export function canOf(actor: Actor | null, permissions: readonly string[], ancestors: readonly string[]): string[] {
  return actor === null ? [] : permissions.filter((permission) => may(actor, permission, ancestors))
}

/** Units over which the actor holds the permission; null means every unit of the county. */
export function unitsOf(actor: Actor, permission: string): string[] | null {
  if (isSystem(actor)) return null
  return actor.scopes.filter((scope) => scope.permissions.has(permission)).map((scope) => scope.unitId)
}
