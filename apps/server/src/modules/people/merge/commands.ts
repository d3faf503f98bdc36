import { PersonInput, PersonView } from '@kepu/contract/people'
import { MergePeople, type MergeRefusal, NotSame, UndoMerge } from '@kepu/contract/people-merge'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import { Refused, refuse } from '../../../platform/problem.ts'
import { viewOfPerson } from '../register/commands/person.ts'
import { findPerson, lockPeople, personColumns, personForActor, phoneColumns } from '../register/person-rows.ts'
import type { Person } from '../register/types.ts'
import { follow, Moved, sendBack } from './follow.ts'
import { mergedRecord, whyNotMerge, whyNotUndo } from './rules.ts'

function stop(reason: MergeRefusal): never {
  throw new Refused(reason)
}

/** The kept record as it was: sealed, since it holds a person's data. */
const Before = z.object({
  person: PersonInput,
  phone: z.object({ sealed: z.string(), print: z.string() }).nullable(),
  userId: z.string().nullable(),
})

function sealBefore(work: Work, { phone, userId, ...person }: Person): Buffer {
  const text = phone && { sealed: phone.sealed.toString('base64'), print: phone.print.toString('base64') }
  return work.vault.seal(JSON.stringify(Before.parse({ person, phone: text, userId })))
}

/** Sets a person's record; the caller holds the lock. */
async function rewrite(work: Work, id: string, columns: object, version: number): Promise<void> {
  await work.tx
    .updateTable('people.person')
    .set({ ...columns, version })
    .where('county_code', '=', work.county)
    .where('id', '=', id)
    .execute()
}

async function pairForActor(work: Work, ids: readonly [string, string], permission: string) {
  await lockPeople(work, ids)
  return [await personForActor(work, ids[0], permission), await personForActor(work, ids[1], permission)] as const
}

/** Two records become one: the fields that were chosen, and everything that hangs on the one that goes. */
export const mergePeople = command({
  name: 'people.merge.make',
  input: MergePeople,
  output: PersonView,
  async run(work, { keepId, keepVersion, mergeId, mergeVersion, take }) {
    const [keep, merge] = await pairForActor(work, [keepId, mergeId], 'people.merge.make')
    const reason = whyNotMerge(keep, merge)
    if (reason) stop(reason)
    if (keep.version !== keepVersion) refuse({ code: 'platform.stale', version: keep.version })
    if (merge.version !== mergeVersion) refuse({ code: 'platform.stale', version: merge.version })

    const { person, phone } = mergedRecord(keep, merge, take)
    const userId = keep.userId ?? merge.userId
    const moved = await follow(work, keepId, mergeId, merge.userId)
    const gone = { status: 'merged', merged_into: keepId, user_id: null }
    await rewrite(work, mergeId, gone, merge.version + 1)
    await rewrite(work, keepId, { ...personColumns(person), ...phoneColumns(phone), user_id: userId }, keep.version + 1)
    const id = work.newId()
    await work.tx
      .insertInto('people.merge')
      .values({
        county_code: work.county,
        id,
        kept_id: keepId,
        merged_id: mergeId,
        taken: take,
        before: sealBefore(work, keep),
        moved: JSON.stringify(moved),
        kept_version: keep.version + 1,
        merged_by_name: work.actor.name,
        merged_at: work.now,
      })
      .execute()
    work.record({ subject: ['person', keepId], detail: { merge: id, merged: mergeId, taken: take } })
    return viewOfPerson(work, keepId)
  },
})

/** Two records again, each as it was; refused when the kept one was changed since. */
export const undoMerge = command({
  name: 'people.merge.undo',
  input: UndoMerge,
  output: PersonView,
  async run(work, { mergeId }) {
    const row = await work.tx
      .selectFrom('people.merge')
      .selectAll()
      .where('county_code', '=', work.county)
      .where('id', '=', mergeId)
      .forUpdate()
      .executeTakeFirst()
    if (!row?.before) refuse({ code: 'platform.notFound', kind: 'merge' })
    const [kept] = await pairForActor(work, [row.kept_id, row.merged_id], 'people.merge.undo')
    const reason = whyNotUndo({ undoneAt: row.undone_at, keptVersion: row.kept_version }, kept)
    if (reason) stop(reason)
    const merged =
      (await findPerson(work.tx, work.county, row.merged_id)) ?? refuse({ code: 'platform.notFound', kind: 'person' })

    const before = Before.parse(JSON.parse(work.vault.open(row.before)))
    const moved = Moved.parse(row.moved)
    const phone = before.phone && {
      sealed: Buffer.from(before.phone.sealed, 'base64'),
      print: Buffer.from(before.phone.print, 'base64'),
    }
    await rewrite(
      work,
      kept.id,
      { ...personColumns(before.person), ...phoneColumns(phone), user_id: before.userId },
      kept.version + 1,
    )
    const back = { status: 'active', merged_into: null, user_id: moved.userId }
    await rewrite(work, merged.id, back, merged.version + 1)
    await sendBack(work, kept.id, merged.id, moved)
    await work.tx
      .updateTable('people.merge')
      .set({ undone_at: work.now, undone_by_name: work.actor.name })
      .where('county_code', '=', work.county)
      .where('id', '=', mergeId)
      .execute()
    work.record({ subject: ['person', kept.id], detail: { merge: mergeId, merged: merged.id } })
    return viewOfPerson(work, kept.id)
  },
})

/** Two people who look alike in the register: they aren't proposed again. */
export const notSame = command({
  name: 'people.duplicate.dismiss',
  input: NotSame,
  output: z.object({ oneId: z.string(), otherId: z.string() }),
  async run(work, { oneId, otherId }) {
    if (oneId === otherId) stop({ code: 'people.merge.self' })
    const [first = oneId, second = otherId] = [oneId, otherId].sort()
    await pairForActor(work, [first, second], 'people.duplicate.dismiss')
    await work.tx
      .insertInto('people.not_same')
      .values({
        county_code: work.county,
        one_id: first,
        other_id: second,
        said_by_name: work.actor.name,
        said_at: work.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    work.record({ subject: ['person', first], detail: { notSameAs: second } })
    return { oneId: first, otherId: second }
  },
})

/** May the actor merge these two? For the screen that compares them. */
export function mayMerge(actor: Parameters<typeof may>[0], one: Person, other: Person): boolean {
  return [one, other].every(({ ancestors }) => may(actor, 'people.merge.make', ancestors))
}
