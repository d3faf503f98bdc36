import { LinkAccount, type PeopleRefusal, PersonView } from '@kepu/contract/people'
import { command } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { lockPerson } from '../person-rows.ts'
import { viewOfPerson } from './person.ts'

function stop(reason: PeopleRefusal): never {
  throw new Refused(reason)
}

/** Says whose account sees this record as its own; null takes that back. */
export const linkAccount = command({
  name: 'people.person.link',
  input: LinkAccount,
  output: PersonView,
  async run(work, { personId, version, username }) {
    const person = await lockPerson(work, personId, version, 'people.person.link')
    if (person.status !== 'active') stop({ code: 'people.person.state', personStatus: person.status })
    const userId = username === null ? null : await accountOf(username)
    await work.tx
      .updateTable('people.person')
      .set({ user_id: userId, version: person.version + 1 })
      .where('county_code', '=', work.county)
      .where('id', '=', personId)
      .execute()
    work.record({ subject: ['person', personId], detail: { linked: userId !== null } })
    return viewOfPerson(work, personId)

    async function accountOf(name: string): Promise<string> {
      const row = await work.tx
        .selectFrom('identity.user as person')
        .innerJoin('identity.membership as membership', 'membership.user_id', 'person.id')
        .select('person.id')
        .where('person.username', '=', name)
        .where('membership.county', '=', work.county)
        .executeTakeFirst()
      return row?.id ?? stop({ code: 'people.account.unknown', username: name })
    }
  },
})
