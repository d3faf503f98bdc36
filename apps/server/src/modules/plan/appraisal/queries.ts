import { Id } from '@kepu/contract'
import {
  AppraisalHeader,
  AppraisalView,
  SchemeHeader,
  SchemeView,
  type SheetContent,
  SheetView,
  schemeProblems,
  VerificationView,
} from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { type Actor, canOf, holds, may } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { findUnit, rootUnit } from '../../organization/index.ts'
import { faultsOf, readFrozen } from './freeze.ts'
import { findScheme, listEditions, listSchemes, sha256 } from './scheme-store.ts'
import {
  editionOf,
  findAppraisal,
  listAppraisals,
  type ReleasedAppraisal,
  readEntries,
  readObjections,
  readSheets,
  type StoredSheet,
} from './store.ts'
import { appraisalHeader, objectionView, schemeHeader } from './views.ts'

/** Drafts are for those who write them, and for the audit. */
function seesDrafts(actor: Actor | null): boolean {
  return actor !== null && holds(actor, 'plan.scheme.showDraft')
}

export const listSchemesQuery = query({
  name: 'plan.scheme.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ items: z.array(SchemeHeader) }),
  async run({ tx, county, actor }) {
    const schemes = await listSchemes(tx, county)
    const editions = Map.groupBy(await listEditions(tx, county), ({ schemeId }) => schemeId)
    const shown = schemes.filter(({ id }) => seesDrafts(actor) || editions.has(id))
    return { items: shown.map((scheme) => schemeHeader(scheme, editions.get(scheme.id) ?? [], actor)) }
  },
})

export const showScheme = query({
  name: 'plan.scheme.show',
  access: 'signedIn',
  input: z.object({ schemeId: z.string() }),
  output: SchemeView,
  async run({ tx, county, actor }, { schemeId }) {
    const found = await findScheme(tx, county, idOf(schemeId, 'scheme'))
    const editions = await listEditions(tx, county, found.id)
    const [last] = editions
    const scheme = seesDrafts(actor) ? found.draft : last?.content
    if (scheme === undefined) refuse({ code: 'platform.notFound', kind: 'scheme' })
    return {
      header: schemeHeader(found, editions, actor),
      scheme,
      problems: schemeProblems(scheme),
      editions: editions.map(({ edition, sha256: hash, publishedAt, publishedByName }) => ({
        edition,
        sha256: hash,
        publishedAt: publishedAt.toISOString(),
        publishedByName,
      })),
    }
  },
})

function idOf(text: string, kind: string): string {
  return Id.safeParse(text).success ? text : refuse({ code: 'platform.notFound', kind })
}

/** The whole county's sheets are for who prepares the appraisal, for the county's head and for the audit. */
async function seesAll({ tx, county, actor }: Read): Promise<boolean> {
  return actor !== null && may(actor, 'plan.appraisal.showAll', (await rootUnit(tx, county)).ancestors)
}

/** Bodies of the actor: each sees its own sheet, and no other. */
function ownUnits(actor: Actor | null): ReadonlySet<string> {
  const scopes = actor?.scopes.filter(({ permissions }) => permissions.has('plan.objection.raise')) ?? []
  return new Set(scopes.map(({ unitId }) => unitId))
}

export const listAppraisalsQuery = query({
  name: 'plan.appraisal.list',
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ items: z.array(AppraisalHeader) }),
  async run(read) {
    const { tx, county, actor } = read
    const all = await listAppraisals(tx, county)
    const every = await seesAll(read)
    const shown = every ? all : all.filter(({ status }) => status !== 'prepared')
    const editions = await listEditions(tx, county)
    return {
      items: shown.flatMap((appraisal) => {
        const edition = editions.find((one) => one.schemeId === appraisal.schemeId && one.edition === appraisal.edition)
        return edition ? [appraisalHeader(appraisal, edition, actor)] : []
      }),
    }
  },
})

/** Sheets as they stand: of a released appraisal as they were frozen, whatever other tables say. */
async function currentSheets(tx: Tx, county: string, appraisal: ReleasedAppraisal): Promise<StoredSheet[]> {
  const stored = await readSheets(tx, county, appraisal.id)
  if (appraisal.status !== 'released') return stored
  const { sheets } = readFrozen((await release(tx, county, appraisal.id)).content)
  const confirmed = new Map(stored.map((one) => [one.sheet.unitId, one]))
  return sheets.map((sheet) => {
    const known = confirmed.get(sheet.unitId)
    return { sheet, confirmedAt: known?.confirmedAt ?? null, confirmedByName: known?.confirmedByName ?? null }
  })
}

async function release(tx: Tx, county: string, appraisalId: string) {
  const row = await tx
    .selectFrom('plan.appraisal_release')
    .select(['content', 'sha256', 'released_at'])
    .where('county_code', '=', county)
    .where('appraisal_id', '=', appraisalId)
    .executeTakeFirst()
  return row ?? refuse({ code: 'platform.notFound', kind: 'release' })
}

export const showAppraisal = query({
  name: 'plan.appraisal.show',
  access: 'signedIn',
  input: z.object({ appraisalId: z.string() }),
  output: AppraisalView,
  async run(read, { appraisalId }) {
    const { tx, county, actor } = read
    const appraisal = await findAppraisal(tx, county, idOf(appraisalId, 'appraisal'))
    const every = await seesAll(read)
    if (!every && appraisal.status === 'prepared') refuse({ code: 'platform.notFound', kind: 'appraisal' })
    const own = ownUnits(actor)
    const visible = (unitId: string) => every || own.has(unitId)
    const edition = await editionOf(tx, county, appraisal)
    const sheets = await currentSheets(tx, county, appraisal)
    const objections = (await readObjections(tx, county, appraisal.id)).filter(({ unitId }) => visible(unitId))
    const entries = every ? await readEntries(tx, county, appraisal.id) : new Map()
    return {
      header: appraisalHeader(appraisal, edition, actor),
      scheme: edition.content,
      sheets: sheets.flatMap(({ sheet, confirmedAt }) =>
        visible(sheet.unitId) ? [rowOf(sheet, confirmedAt, objections)] : [],
      ),
      objections: objections.map((one) => objectionView(one, edition.content, appraisal, actor)),
      entries: [...entries].map(([key, given]) => {
        const [unitId = '', itemId = ''] = key.split(' ')
        return { unitId, itemId, ...given }
      }),
    }
  },
})

function rowOf(
  { unitId, unitName, group, items, total, grade }: SheetContent,
  confirmedAt: Date | null,
  objections: readonly { unitId: string; state: string }[],
) {
  return {
    unitId,
    unitName,
    group,
    total,
    grade,
    pending: items.filter(({ state }) => state === 'pending').length,
    openObjections: objections.filter((one) => one.unitId === unitId && one.state === 'open').length,
    confirmedAt: confirmedAt?.toISOString() ?? null,
  }
}

export const showSheet = query({
  name: 'plan.appraisal.sheet',
  access: 'signedIn',
  input: z.object({ appraisalId: z.string(), unitId: z.string() }),
  output: SheetView,
  async run(read, { appraisalId, unitId }) {
    const { tx, county, actor } = read
    const appraisal = await findAppraisal(tx, county, idOf(appraisalId, 'appraisal'))
    const own = ownUnits(actor).has(unitId)
    const every = await seesAll(read)
    if (!every && (!own || appraisal.status === 'prepared')) refuse({ code: 'platform.notFound', kind: 'sheet' })
    const stored = (await currentSheets(tx, county, appraisal)).find(({ sheet }) => sheet.unitId === unitId)
    if (!stored) refuse({ code: 'platform.notFound', kind: 'sheet' })
    const edition = await editionOf(tx, county, appraisal)
    const objections = (await readObjections(tx, county, appraisal.id)).filter((one) => one.unitId === unitId)
    return {
      header: appraisalHeader(appraisal, edition, actor),
      scheme: edition.content,
      sheet: stored.sheet,
      objections: objections.map((one) => objectionView(one, edition.content, appraisal, actor)),
      confirmedAt: stored.confirmedAt?.toISOString() ?? null,
      confirmedByName: stored.confirmedByName,
      can: await sheetVerbs(read, appraisal, stored, unitId),
    }
  },
})

async function sheetVerbs(
  { tx, county, actor, today }: Read,
  { status, objectUntil }: ReleasedAppraisal,
  { confirmedAt }: StoredSheet,
  unitId: string,
): Promise<string[]> {
  if (status !== 'disclosed') return []
  const verbs = [
    ...(objectUntil !== null && today <= objectUntil ? ['plan.objection.raise'] : []),
    ...(confirmedAt === null ? ['plan.appraisal.confirm'] : []),
  ]
  return canOf(actor, verbs, (await findUnit(tx, county, unitId))?.ancestors ?? [])
}

/** Whether a released appraisal is still what was released. */
export const verifyAppraisal = query({
  name: 'plan.appraisal.verify',
  access: 'signedIn',
  input: z.object({ appraisalId: z.string() }),
  output: VerificationView,
  async run({ tx, county }, { appraisalId }) {
    const { content, sha256: hash, released_at } = await release(tx, county, idOf(appraisalId, 'appraisal'))
    return {
      sha256: hash,
      computed: sha256(content),
      releasedAt: released_at.toISOString(),
      sheets: readFrozen(content).sheets.length,
      faults: faultsOf(content, hash),
    }
  },
})

/** Every released appraisal of the county that is no longer what was released, with what is wrong. */
export async function alteredAppraisals(tx: Tx, county: string) {
  const rows = await tx
    .selectFrom('plan.appraisal_release')
    .select(['content', 'sha256', 'appraisal_id'])
    .where('county_code', '=', county)
    .execute()
  const altered = rows.flatMap(({ content, sha256: hash, appraisal_id }) => {
    const faults = faultsOf(content, hash)
    return faults.length === 0 ? [] : [{ appraisalId: appraisal_id, faults }]
  })
  return { released: rows.length, altered }
}
