import { PlanView } from '@kepu/contract/plan'
import { type AnnualTaskInput, YearPlanHeader, YearPlanView } from '@kepu/contract/plan-year'
import type { Client } from './client.ts'
import { importPlan, publish } from './plans.ts'
import { COUNTY, type World } from './world.ts'

/** The plan in force: the first story that wants it publishes it. */
export async function planInForce(world: World): Promise<PlanView> {
  const at = `/counties/${COUNTY}/plans/current`
  const answer = await world.stranger.get(at)
  if (answer.status === 200) return answer.as(PlanView)
  const bao = await world.signIn('bao')
  await publish(bao, (await importPlan(bao)).id)
  return (await world.stranger.get(at)).as(PlanView)
}

/** What a story says of a task of the year; the rest is ordinary. */
export type TaskWish = Partial<Omit<AnnualTaskInput, 'duties'>> & {
  readonly leads: readonly string[]
  readonly supports?: readonly string[]
}

/** A task of 2024 with its bodies by name: ten lectures together unless the story says otherwise. */
export async function annualTask(world: World, wish: TaskWish): Promise<AnnualTaskInput> {
  const plan = await planInForce(world)
  const { leads, supports = [], ...said } = wish
  const duty = async (name: string, role: 'lead' | 'support') => ({ unitId: await world.unitId(name), role })
  return {
    taskId: plan.tasks[0]?.id ?? '',
    measureId: null,
    title: '开展科普讲座',
    deliverable: null,
    target: {
      quantity: 10,
      unit: '场',
      scope: 'together',
      rule: { counts: 'deliveries', purpose: 'task', doers: 'duty', kinds: ['lecture'], audiences: [] },
    },
    startsOn: '2024-01-01',
    dueOn: '2024-12-31',
    nodes: [],
    ...said,
    duties: [
      ...(await Promise.all(leads.map((name) => duty(name, 'lead')))),
      ...(await Promise.all(supports.map((name) => duty(name, 'support')))),
    ],
  }
}

export async function showYear(person: Client, yearPlanId: string): Promise<YearPlanView> {
  return (await person.get(`/years/${yearPlanId}`)).as(YearPlanView)
}

/** A year's plan with these tasks, still a draft. */
export async function draftYear(world: World, year: number, wishes: readonly TaskWish[]): Promise<YearPlanView> {
  const bao = await world.signIn('bao')
  await planInForce(world)
  const { id } = (await bao.post('/years', { year, title: `${year}年全民科学素质工作计划` })).as(YearPlanHeader)
  for (const wish of wishes) {
    const { header } = await showYear(bao, id)
    const task = await annualTask(world, { startsOn: `${year}-01-01`, dueOn: `${year}-12-31`, ...wish })
    await bao.post(`/years/${id}/tasks`, { version: header.version, task })
  }
  return showYear(bao, id)
}

/** The same, issued to its bodies. */
export async function issuedYear(world: World, year: number, wishes: readonly TaskWish[]): Promise<YearPlanView> {
  const bao = await world.signIn('bao')
  const { header } = await draftYear(world, year, wishes)
  await bao.post(`/years/${header.id}/issue`, { version: header.version })
  return showYear(bao, header.id)
}
