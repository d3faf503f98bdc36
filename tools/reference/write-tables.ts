/** Writes `packages/<name>/REFERENCE.md` from the scores that the last run of the reference tests kept. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { member, referenceCases } from './cases.ts'
import { type CaseRecord, type NotMetRecord, type ReferenceRecord, recordFolder } from './record-file.ts'

/** Which reference files each package answers for. `numeric` has its own fixtures beside its tests. */
const filesOf: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  'survey-stats': [
    'survey/api_taylor.json',
    'survey/replicates_multistage_pps_lonely.json',
    'survey/twophase.json',
    'survey/weighting.json',
    'sampling/sampling.json',
    'sae/sae.json',
  ],
  irt: [
    'irt/mirt_unidimensional.json',
    'irt/mirt_groups_misc.json',
    'irt/truth_direct_mml.json',
    'irt/ltm_eRm_TAM.json',
    'linking_dif/linking_dif_equating.json',
    'cat/catR.json',
    'cat/mirtCAT.json',
  ],
}

interface Row {
  readonly family: string
  readonly total: number
  readonly met: number
  readonly largest: number | null
  readonly tolerance: string
  readonly why: string
}

function familyOf(caseId: string): string {
  return caseId.split('/').slice(0, 2).join('/')
}

function isRecordFile(value: unknown): value is ReferenceRecord {
  return Array.isArray(member(value, 'cases')) && Array.isArray(member(value, 'notMet'))
}

function readRecords(pkg: string): ReferenceRecord {
  const folder = resolve(recordFolder, pkg)
  const cases: CaseRecord[] = []
  const notMet: NotMetRecord[] = []
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const content: unknown = JSON.parse(readFileSync(resolve(folder, name), 'utf8'))
    if (!isRecordFile(content)) throw new Error(`${name} is not a record of reference comparisons`)
    cases.push(...content.cases)
    notMet.push(...content.notMet)
  }
  return { cases, notMet }
}

/** A case compared in two test files (two roads) counts once, with its worse score. */
function worstByCase(cases: readonly CaseRecord[]): Map<string, CaseRecord> {
  const worst = new Map<string, CaseRecord>()
  for (const entry of cases) {
    const before = worst.get(entry.caseId)
    const worse = before === undefined || entry.relativeDifference > before.relativeDifference || !entry.within
    if (worse) worst.set(entry.caseId, entry)
  }
  return worst
}

function reasons(sentences: Iterable<string>): string {
  return [...new Set(sentences)].join('; ').replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function rowOf(
  family: string,
  caseIds: readonly string[],
  scores: Map<string, CaseRecord>,
  notMet: readonly NotMetRecord[],
): Row {
  const found = caseIds.flatMap((id) => scores.get(id) ?? [])
  const met = found.filter((entry) => entry.within)
  const gaps = notMet
    .filter((gap) => gap.family === family || caseIds.some((id) => gap.cases?.includes(id)))
    .map((gap) => `not met${gap.cases === null ? '' : ` (${gap.cases.length})`}: ${gap.why}`)
  const silent = caseIds.length - found.length
  const unexplained = silent > 0 && gaps.length === 0 ? [`not met: ${silent} not compared, no reason given`] : []
  const tolerances = [...new Set(met.map((entry) => entry.tolerance))].sort((a, b) => a - b)
  const range = tolerances.length > 1 ? `${tolerances[0]} … ${tolerances.at(-1)}` : `${tolerances[0] ?? '–'}`
  return {
    family,
    total: caseIds.length,
    met: met.length,
    largest: met.length === 0 ? null : Math.max(...met.map((entry) => entry.relativeDifference)),
    tolerance: range,
    why: reasons([...met.map((entry) => entry.why), ...gaps, ...unexplained]),
  }
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ family, total, met, largest, tolerance, why }) => {
    const difference = largest === null ? '–' : largest === 0 ? '0' : largest.toExponential(1)
    return `| \`${family}\` | ${met} / ${total} | ${difference} | ${tolerance} | ${why} |`
  })
  return [
    '| family | met / cases | largest relative difference | tolerance | why |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function groupBy(ids: readonly string[], key: (id: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const id of ids) groups.set(key(id), [...(groups.get(key(id)) ?? []), id])
  return groups
}

function versions(meta: Readonly<Record<string, unknown>>): string {
  return Object.entries(meta)
    .filter(([name, value]) => typeof value === 'string' && value.length < 60 && name !== 'date')
    .map(([name, value]) => (name === 'R' ? value : `${name} ${value}`))
    .join(', ')
}

function writeTable(pkg: string, files: readonly string[]): string {
  const { cases, notMet } = readRecords(pkg)
  const scores = worstByCase(cases)
  const parts: string[] = []
  let total = 0
  let met = 0
  const claimed = new Set<string>()
  for (const file of files) {
    const reference = referenceCases(file)
    if (reference === null) throw new Error('the reference values are not on this machine: set KEPU_SHARED')
    const ids = reference.cases.map((item) => item.id)
    for (const id of ids) claimed.add(id)
    const rows = [...groupBy(ids, familyOf)].map(([family, caseIds]) => rowOf(family, caseIds, scores, notMet))
    total += ids.length
    met += rows.reduce((sum, row) => sum + row.met, 0)
    parts.push(`## ${file}\n\nMade with ${versions(reference.meta)}.\n\n${table(rows)}`)
  }
  const own = [...scores.values()].filter((entry) => !claimed.has(entry.caseId))
  if (own.length > 0) {
    const rows = [...new Set(own.map((entry) => entry.family))].map((family) => {
      const ids = own.filter((entry) => entry.family === family).map((entry) => entry.caseId)
      return rowOf(family, ids, scores, notMet)
    })
    total += own.length
    met += own.filter((entry) => entry.within).length
    parts.push(`## Published tables and other programs, kept beside the tests\n\n${table(rows)}`)
  }
  const head = [
    `# ${pkg}: compared with other programs`,
    '',
    `Generated by \`npm run reference-tables\` from the last run of the tests. ${met} of ${total} reference cases met.`,
    "A family is the first two parts of a case's name. Every family of the reference files is here: met, or not met with the reason.",
  ].join('\n')
  writeFileSync(
    resolve(import.meta.dirname, '../../packages', pkg, 'REFERENCE.md'),
    `${head}\n\n${parts.join('\n\n')}\n`,
  )
  return `${pkg}: ${met} of ${total} cases met`
}

for (const [pkg, files] of Object.entries(filesOf)) console.log(writeTable(pkg, files))
