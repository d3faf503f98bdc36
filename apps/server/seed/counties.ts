import type { CountyDivision } from '../src/modules/organization/index.ts'
import { divisionOf } from './divisions.ts'
import type { PlanText } from './plan/document.ts'
import { qingpingPlan } from './plan/qingping.ts'
import { zhongxianPlan } from './plan/zhongxian.ts'
import { revisedPlan } from './plan/zhongxian-revised.ts'
import { qingpingYears } from './year/qingping.ts'
import type { TaskWish } from './year/wish.ts'
import { zhongxianYears } from './year/zhongxian.ts'
import { zhongxianYearsOfMeans } from './year/zhongxian-means.ts'

export interface DemoCounty {
  readonly code: string
  readonly plan: PlanText
  /** Imported and not yet checked. */
  readonly draft: PlanText | null
  /** What its work plans say, year after year. */
  readonly years: readonly TaskWish[]
  /** Deliveries in an ordinary year. */
  readonly workPerYear: number
  /** What grows there. */
  readonly crops: readonly string[]
  division(): Promise<Omit<CountyDivision, 'demo' | 'clockShiftSeconds'>>
}

async function zhongxian(): Promise<CountyDivision> {
  const county = await divisionOf('500233')
  if (!county) throw new Error('the division data lack 500233')
  return county
}

const QINGPING_TOWNSHIPS = ['青屏镇', '云溪镇', '茶岭乡', '石桥乡', '松坪乡', '药山乡']
const QINGPING_VILLAGES = ['向阳村', '清泉村', '新民村', '兴隆社区']

async function qingping(): Promise<CountyDivision> {
  return {
    code: '999901',
    name: '青屏县',
    province: '虚构省',
    townships: QINGPING_TOWNSHIPS.map((name, t) => {
      const code = `999901${100 + t}`
      return {
        code,
        name,
        villages: QINGPING_VILLAGES.map((village, v) => ({
          code: `${code}${String(v + 1).padStart(3, '0')}`,
          name: village,
        })),
      }
    }),
  }
}

export const demoCounties: readonly DemoCounty[] = [
  {
    code: '500233',
    plan: zhongxianPlan,
    draft: revisedPlan,
    years: [...zhongxianYears, ...zhongxianYearsOfMeans],
    workPerYear: 1150,
    crops: ['柑橘', '大豆', '笋竹'],
    division: zhongxian,
  },
  {
    code: '999901',
    plan: qingpingPlan,
    draft: null,
    years: qingpingYears,
    workPerYear: 70,
    crops: ['茶叶', '天麻', '核桃'],
    division: qingping,
  },
]
