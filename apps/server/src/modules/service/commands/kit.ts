import { Id, Version } from '@kepu/contract'
import { ChangeSettings, ServiceSettings } from '@kepu/contract/service-settings'
import { AddKit, ChangeKit } from '@kepu/contract/service-visit'
import { z } from 'zod'
import { command } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { rootUnit, unitForActor } from '../../organization/index.ts'
import { readSetting } from '../clock.ts'
import { requireOver } from '../order-rows.ts'

const Answer = z.object({ kitId: Id, version: Version })

/** 登记器材: one row a set, so that a set can be promised once. */
export const addKit = command({
  name: 'service.kit.add',
  input: AddKit,
  output: Answer,
  async run(work, { name, kind, unitId }) {
    await unitForActor(work, unitId, 'service.kit.add')
    const id = work.newId()
    await work.tx
      .insertInto('service.kit')
      .values({ county_code: work.county, id, name, kind, unit_id: unitId })
      .execute()
    work.record({ subject: ['kit', id], detail: { name, kind } })
    return { kitId: id, version: 1 }
  },
})

export const changeKit = command({
  name: 'service.kit.change',
  input: ChangeKit,
  output: Answer,
  async run(work, { kitId, version, name, active }) {
    const kit = await work.tx
      .selectFrom('service.kit')
      .selectAll()
      .where('county_code', '=', work.county)
      .where('id', '=', kitId)
      .forUpdate()
      .executeTakeFirst()
    if (!kit) refuse({ code: 'platform.notFound', kind: 'kit' })
    await requireOver(work, kit.unit_id, 'service.kit.change')
    if (kit.version !== version) refuse({ code: 'platform.stale', version: kit.version })
    await work.tx
      .updateTable('service.kit')
      .set({ name, active, version: version + 1 })
      .where('county_code', '=', work.county)
      .where('id', '=', kitId)
      .execute()
    work.record({ subject: ['kit', kitId], detail: { name, active: active ? 'yes' : 'no' } })
    return { kitId, version: version + 1 }
  },
})

/** 办理设置: the county's own terms, and who hears of an order first. Steps under way keep the term they began with. */
export const changeSettings = command({
  name: 'service.setting.change',
  input: ChangeSettings,
  output: ServiceSettings,
  async run(work, { version, terms, entry }) {
    const root = await rootUnit(work.tx, work.county)
    await requireOver(work, root.id, 'service.setting.change')
    // The county's row is the lock: two who save at once both see a version, and one is stale.
    await work.tx
      .insertInto('service.setting')
      .values({ county_code: work.county, terms: JSON.stringify(terms), entry, version: 1 })
      .onConflict((conflict) => conflict.column('county_code').doNothing())
      .execute()
    await work.tx
      .selectFrom('service.setting')
      .select('version')
      .where('county_code', '=', work.county)
      .forUpdate()
      .execute()
    const known = await readSetting(work.tx, work.county)
    if (known.version !== version) refuse({ code: 'platform.stale', version: known.version })
    await work.tx
      .updateTable('service.setting')
      .set({ terms: JSON.stringify(terms), entry, version: version + 1 })
      .where('county_code', '=', work.county)
      .execute()
    work.record({ subject: ['setting', work.county], detail: { terms, entry } })
    return { terms, entry, version: version + 1 }
  },
})
