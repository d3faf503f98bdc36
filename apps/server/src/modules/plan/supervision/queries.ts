import { PageQuery, pageOf } from '@kepu/contract'
import {
  LightBoardView,
  type LightColour,
  LightFilter,
  NodeLightView,
  SupervisionSettingView,
} from '@kepu/contract/plan-supervision'
import { z } from 'zod'
import { holds, may } from '../../../platform/actor.ts'
import { decodeCursor, pageOfRows } from '../../../platform/page.ts'
import { query, type Read } from '../../../platform/query.ts'
import { yearPlanFor } from '../year/queries.ts'
import type { Ancestors } from '../year/rules/progress.ts'
import { readAncestors } from '../year/store.ts'
import { purposeWords } from '../year/views.ts'
import { type NodeLight, readLights } from './lights.ts'
import { worstOf } from './rules/month.ts'
import { settingOn } from './store.ts'
import { answerableFor, labelOf, lightView } from './views.ts'

/** Who sees every light; everybody else those of the units of their grants. */
const ALL = 'plan.light.all'
const OWN = 'plan.extension.ask'

/** The lights of a year that this reader may see. */
async function lightsFor(read: Read, { yearPlanId }: LightFilter) {
  const year = await yearPlanFor(read, yearPlanId)
  const lights = year.status === 'draft' ? [] : await readLights(read.tx, read.county, year, read.today)
  if (read.actor !== null && holds(read.actor, ALL)) return { year, lights }
  const ancestors = await readAncestors(read.tx, read.county)
  return { year, lights: lights.filter((light) => seesLight(read, light, ancestors)) }
}

export function seesLight({ actor }: Read, light: NodeLight, ancestors: Ancestors): boolean {
  if (actor === null) return false
  return holds(actor, ALL) || answerableFor(light).some(({ unitId }) => may(actor, OWN, ancestors.get(unitId) ?? []))
}

const monthOf = ({ node }: NodeLight) => Number(node.dueOn.slice(5, 7))

function matches(light: NodeLight, { unitId, annualTaskId, colour, month }: LightFilter): boolean {
  return (
    (unitId === undefined || answerableFor(light).some((duty) => duty.unitId === unitId)) &&
    (annualTaskId === undefined || light.task.id === annualTaskId) &&
    (colour === undefined || light.colour === colour) &&
    (month === undefined || monthOf(light) === month)
  )
}

const worst = (lights: readonly NodeLight[]) => worstOf(lights.map(({ colour }) => colour)) ?? 'grey'

/** Bodies in the order in which the plan names them first: no ranking. */
function bodiesOf(lights: readonly NodeLight[]): LightBoardView['bodies'] {
  const bodies = new Map<string, { name: string; lights: NodeLight[] }>()
  for (const light of lights)
    for (const { unitId, unitName } of answerableFor(light)) {
      const body = bodies.get(unitId) ?? { name: unitName, lights: [] }
      body.lights.push(light)
      bodies.set(unitId, body)
    }
  return [...bodies].map(([unitId, { name, lights: own }]) => ({
    unitId,
    unitName: name,
    colour: worst(own),
    months: [...Map.groupBy(own, monthOf)]
      .map(([month, due]) => ({ month, colour: worst(due), nodes: due.length }))
      .sort((a, b) => a.month - b.month),
  }))
}

function countsOf(lights: readonly NodeLight[]): Record<LightColour, number> {
  const count = (colour: LightColour) => lights.filter((light) => light.colour === colour).length
  return { grey: count('grey'), blue: count('blue'), yellow: count('yellow'), red: count('red'), green: count('green') }
}

/** 亮灯台: bodies × months on one screen. */
export const showLightBoard = query({
  name: 'plan.light.board',
  access: 'signedIn',
  input: LightFilter,
  output: LightBoardView,
  async run(read, filter) {
    const { year, lights } = await lightsFor(read, filter)
    const words = await purposeWords(read.tx, read.county)
    const tasks = Map.groupBy(lights, ({ task }) => task)
    return {
      yearPlanId: year.id,
      year: year.year,
      title: year.title,
      today: read.today,
      counts: countsOf(lights),
      bodies: bodiesOf(lights),
      tasks: [...tasks].map(([task, own]) => ({
        annualTaskId: task.id,
        label: labelOf(task, words),
        title: task.title,
        colour: worst(own),
      })),
    }
  },
})

/** What needs somebody first: red, then yellow, then by day. */
function urgency({ colour, node }: NodeLight): string {
  const order: readonly LightColour[] = ['red', 'yellow', 'blue', 'grey', 'green']
  return `${order.indexOf(colour)} ${node.dueOn}`
}

export const listLights = query({
  name: 'plan.light.list',
  access: 'signedIn',
  input: PageQuery.extend(LightFilter.shape),
  output: pageOf(NodeLightView),
  async run(read, { cursor, limit, ...filter }) {
    const { lights } = await lightsFor(read, filter)
    const found = lights
      .filter((light) => matches(light, filter))
      .toSorted((a, b) => urgency(a).localeCompare(urgency(b)))
    const start = cursor === undefined ? 0 : decodeCursor(cursor, z.tuple([z.number().int().min(0)]))[0]
    const words = await purposeWords(read.tx, read.county)
    const rows = found.slice(start, start + limit + 1)
    const { items, next } = pageOfRows(rows, limit, () => [start + limit])
    return { next, items: items.map((light) => lightView(light, words)) }
  },
})

export const showSupervision = query({
  name: 'plan.supervision.show',
  access: 'signedIn',
  input: z.object({}),
  output: SupervisionSettingView,
  run: ({ tx, county, today }) => settingOn(tx, county, today),
})
