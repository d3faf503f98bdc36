import { ReportBoardView, ReportRoundView, type ReportRow, ReportView } from '@kepu/contract/plan-report'
import type { YearPlanView } from '@kepu/contract/plan-year'
import type { Client } from './client.ts'
import type { World } from './world.ts'
import { issuedYear } from './years.ts'

export const EDUCATION = '县教委'
export const TOWNSHIP = '东岭镇'

/** A year with one counted task together, one of the township alone, and one that is confirmed by a node. */
export function yearOfReports(world: World, year = 2024): Promise<YearPlanView> {
  return issuedYear(world, year, [
    {
      title: '开展科普讲座',
      leads: [EDUCATION],
      supports: [TOWNSHIP],
      nodes: [
        { title: '上半年四场', dueOn: `${year}-06-30`, quantity: 4 },
        { title: '三季度小结', dueOn: `${year}-09-20`, quantity: null },
      ],
    },
    {
      title: '每乡镇培训农民',
      leads: [TOWNSHIP],
      target: {
        quantity: 100,
        unit: '人次',
        scope: 'each',
        rule: { counts: 'personTimes', purpose: 'task', doers: 'duty', kinds: [], audiences: ['farmers'] },
      },
    },
    { title: '编印科普读本', leads: [EDUCATION], target: null },
  ])
}

/** Work of a body, as somebody of the county enters it. */
export async function deliver(
  world: World,
  unit: string,
  occurredOn: string,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const bao = await world.signIn('bao')
  const plan = await world.stranger.get('/counties/999901/plans/current')
  const answer = await bao.post('/ledger/deliveries', {
    occurredOn,
    title: `${unit}${occurredOn}的讲座`,
    kind: 'lecture',
    unitId: await world.unitId(unit),
    regionCode: '999901100',
    taskId: (plan.json as { tasks: { id: string }[] }).tasks[0]?.id,
    reach: [{ audience: 'farmers', personTimes: 40, persons: 38 }],
    notDuplicate: true,
    ...facts,
  })
  return (answer.json as { id: string }).id
}

export async function openQuarter(world: World, year: YearPlanView, ordinal: number): Promise<ReportRoundView> {
  const bao = await world.signIn('bao')
  const opened = await bao.post('/report-rounds', { yearPlanId: year.header.id, kind: 'quarter', ordinal })
  return opened.as(ReportRoundView)
}

export async function board(person: Client, year = 2024): Promise<ReportBoardView> {
  return (await person.get(`/reports?year=${year}`)).as(ReportBoardView)
}

/** The report of a body in a round, as the board has it. */
export async function rowOf(person: Client, round: { id: string; year: number }, unit: string): Promise<ReportRow> {
  const { reports } = await board(person, round.year)
  const row = reports.find((one) => one.roundId === round.id && one.unitName === unit)
  if (!row) throw new Error(`no report of ${unit}`)
  return row
}

export async function showReport(person: Client, id: string): Promise<ReportView> {
  return (await person.get(`/reports/${id}`)).as(ReportView)
}
