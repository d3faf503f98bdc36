import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../../../platform/command.ts'

const KEEP_DAYS = 7

/**
 * Erases what identifies people whose day has come, and whoever was merged into them; also lists that wait and links
 * that ran out a week ago. What they did stays, under a number. Runs every night; safe to repeat.
 */
export const eraseDue = command({
  name: 'people.person.erase',
  input: z.object({}),
  output: z.object({ people: z.number(), lists: z.number() }),
  async run(work) {
    const due = await sql<{ id: string }>`
      select person.id from people.person person
      left join people.person kept on kept.county_code = person.county_code and kept.id = person.merged_into
      where person.county_code = ${work.county} and coalesce(kept.status, person.status) in ('left', 'erased')
        and person.name not like '人员 %' and coalesce(kept.erase_on, person.erase_on) <= ${work.today}::date
      order by person.id for update of person`.execute(work.tx)
    const ids = due.rows.map(({ id }) => id)
    if (ids.length > 0) {
      await sql`update people.person set name = '人员 ' || right(id::text, 6), employer = null, position = null,
          birth_year = null, volunteer_number = null, phone_sealed = null, phone_print = null, guardian_name = null,
          user_id = null, fields = '{}', appointed_by = null, region_code = null, version = version + 1,
          status = case when status = 'left' then 'erased' else status end
        where county_code = ${work.county} and id = any(${ids}::uuid[])`.execute(work.tx)
      await sql`update people.certificate set content = null
        where county_code = ${work.county} and person_id = any(${ids}::uuid[])`.execute(work.tx)
      await sql`update people.merge set before = null
        where county_code = ${work.county} and (kept_id = any(${ids}::uuid[]) or merged_id = any(${ids}::uuid[]))`.execute(
        work.tx,
      )
      for (const table of ['people.correction', 'people.look', 'people.own_link'])
        await sql`delete from ${sql.table(table)}
          where county_code = ${work.county} and person_id = any(${ids}::uuid[])`.execute(work.tx)
    }
    const before = new Date(work.now.getTime() - KEEP_DAYS * 24 * 3600_000)
    const lists = await sql`delete from people.import
      where county_code = ${work.county} and created_at < ${before}`.execute(work.tx)
    await sql`delete from people.own_link
      where county_code = ${work.county} and expires_at < ${before}`.execute(work.tx)
    const answer = { people: ids.length, lists: Number(lists.numAffectedRows ?? 0) }
    work.record({ subject: ['register', work.county], detail: answer })
    return answer
  },
})
