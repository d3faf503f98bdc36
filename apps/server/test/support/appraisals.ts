import {
  AppraisalHeader,
  AppraisalView,
  type Scheme,
  SchemeHeader,
  type SchemeItem,
  SchemeView,
} from '@kepu/contract/plan-appraisal'
import type { Client } from './client.ts'
import type { World } from './world.ts'

/** An item of ten points that a person scores, unless the story says otherwise. */
export function schemeItem(id: string, wish: Partial<SchemeItem> = {}): SchemeItem {
  return { id, title: `项目 ${id}`, criteria: '', points: 10, scope: 'all', formula: { kind: 'manual' }, ...wish }
}

/** A scheme of one section whose total is the sum of its items. */
export function schemeOf(items: readonly SchemeItem[], wish: Partial<Scheme> = {}): Scheme {
  const points = items
    .filter(({ formula: { kind } }) => kind !== 'bonus' && kind !== 'deduction')
    .reduce((sum, item) => sum + item.points, 0)
  return {
    title: '科学素质工作考核办法',
    total: points,
    appraised: ['departments'],
    credit: { rule: 'weighted', supportPercent: 60 },
    absent: 'rescale',
    decimals: 2,
    objectionDays: 3,
    grades: [
      { name: '不达标', from: 0 },
      { name: '达标', from: points * 0.7 },
      { name: '优秀', from: points * 0.9 },
    ],
    sections: [{ title: '全部项目', points, items: [...items] }],
    ...wish,
  }
}

export async function showScheme(person: Client, schemeId: string): Promise<SchemeView> {
  return (await person.get(`/appraisal-schemes/${schemeId}`)).as(SchemeView)
}

/** A draft of this scheme. */
export async function draftScheme(world: World, scheme: Scheme): Promise<SchemeHeader> {
  const bao = await world.signIn('bao')
  const { id } = (await bao.post('/appraisal-schemes', { title: scheme.title, template: 'empty' })).as(SchemeHeader)
  return (await bao.send('PUT', `/appraisal-schemes/${id}`, { version: 1, scheme })).as(SchemeHeader)
}

export async function publishedScheme(world: World, scheme: Scheme): Promise<SchemeHeader> {
  const bao = await world.signIn('bao')
  const { id, version } = await draftScheme(world, scheme)
  return (await bao.post(`/appraisal-schemes/${id}/publish`, { version })).as(SchemeHeader)
}

export async function showAppraisal(person: Client, appraisalId: string): Promise<AppraisalView> {
  return (await person.get(`/appraisals/${appraisalId}`)).as(AppraisalView)
}

/** The appraisal of a year by this scheme, computed up to a day. */
export async function computedAppraisal(
  world: World,
  yearPlanId: string,
  scheme: Scheme,
  asOf?: string,
): Promise<AppraisalView> {
  const bao = await world.signIn('bao')
  const { id: schemeId } = await publishedScheme(world, scheme)
  const opened = await bao.post('/appraisals', { schemeId, yearPlanId, title: `${scheme.title}考核` })
  const { id, version } = opened.as(AppraisalHeader)
  await bao.post(`/appraisals/${id}/computation`, { version, ...(asOf === undefined ? {} : { asOf }) })
  return showAppraisal(bao, id)
}
