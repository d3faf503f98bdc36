import { HALVES, type TaskWish } from './wish.ts'

/** Invented work plans of the invented county. */
export const qingpingYears: readonly TaskWish[] = [
  {
    task: '青少年',
    title: '流动实验室开进乡镇小学',
    quantity: { 2023: 10, 2024: 12, 2025: 12 },
    unit: '场',
    kinds: ['practice'],
    leads: ['县教育局'],
    supports: ['县科协', '团县委'],
    nodes: HALVES,
  },
  {
    task: '农民',
    title: '茶园课堂和药材示范片培训',
    quantity: { 2023: 700, 2024: 900, 2025: 900 },
    unit: '人次',
    counts: 'personTimes',
    kinds: ['training'],
    leads: ['县农业农村局'],
    supports: ['县科协', '县妇联'],
    nodes: HALVES,
  },
  {
    task: '农民',
    title: '各乡镇开展科普活动',
    quantity: { 2023: 2, 2024: 3, 2025: 3 },
    unit: '场',
    anyWork: true,
    leads: ['县科协'],
    everyTownship: true,
    nodes: [{ title: '全年完成', on: '12-20', share: 1 }],
  },
  {
    task: '产业工人',
    title: '班前一课进企业',
    quantity: { 2023: 4, 2024: 6, 2025: 6 },
    unit: '场',
    leads: ['县总工会', '县应急局'],
    supports: ['县人力社保局'],
    nodes: HALVES,
  },
  {
    task: '基础设施',
    title: '改造乡镇科普角',
    deliverable: '验收表',
    leads: ['县科协'],
    supports: ['县财政局', '县文化旅游局'],
    nodes: [
      { title: '选定乡镇', on: '04-30' },
      { title: '完成改造', on: '10-31' },
    ],
  },
]
