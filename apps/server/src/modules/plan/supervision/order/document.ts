import type { LightColour, LightReason } from '@kepu/contract/plan-supervision'
import type { NodePageView } from '@kepu/contract/plan-supervision-node'
import type {
  SupervisionAction,
  SupervisionKind,
  SupervisionLevel,
  SupervisionOrderView,
} from '@kepu/contract/plan-supervision-order'
import { dayInShanghai } from '../../../../platform/clock.ts'
import {
  bodyText,
  centredLine,
  emptyLine,
  officialDocument,
  officialHeading,
  officialTable,
  officialTitle,
  signature,
} from '../../../../platform/official-document.ts'

const KIND: Readonly<Record<SupervisionKind, string>> = { coordination: '协调函', supervision: '督办单' }
const LEVEL: Readonly<Record<SupervisionLevel, string>> = { blue: '蓝色', orange: '橙色', red: '红色' }
const COLOUR: Readonly<Record<LightColour, string>> = { grey: '灰', blue: '蓝', yellow: '黄', red: '红', green: '绿' }
const REASON: Readonly<Record<LightReason, string>> = {
  notYet: '时间尚早',
  near: '临近到期',
  soon: '即将到期',
  behind: '临近到期，完成量偏少',
  overdue: '已逾期',
  extended: '曾逾期，已同意延期',
  inTime: '按时完成',
  late: '逾期完成',
  madeGood: '曾逾期，已补上',
}
const ACTION: Readonly<Record<SupervisionAction, string>> = {
  open: '立项',
  submit: '报领导审核',
  sendBack: '审核退回',
  approve: '审核同意',
  issue: '下发通知',
  receive: '签收',
  handle: '办理',
  report: '反馈',
  return: '复核退回',
  accept: '复核办结',
  raise: '升级',
  excuse: '认可正当理由',
  withdraw: '撤销',
}

/** 2024-11-20 → 2024年11月20日. */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The day on which it was issued, else opened: a draft says of which day it is. */
function dayOf({ events, openedOn }: SupervisionOrderView): string {
  const issued = events.findLast(({ action }) => action === 'issue')
  return issued ? dayInShanghai(new Date(issued.at)) : openedOn
}

/** The day of the last act. */
function lastDayOf({ events, openedOn }: SupervisionOrderView): string {
  const last = events.at(-1)
  return last ? dayInShanghai(new Date(last.at)) : openedOn
}

/** The letter or order itself, to be printed, sealed and sent. */
export function orderDocument(order: SupervisionOrderView): Promise<Uint8Array> {
  const term = order.deadline === null ? `自下发次日起${order.termDays}个工作日内` : `${chineseDay(order.deadline)}前`
  return officialDocument(`${KIND[order.kind]} ${order.number}`, [
    ...officialTitle(`${KIND[order.kind]}\n${order.title}`),
    centredLine(`${order.number}　${LEVEL[order.level]}`),
    emptyLine(),
    bodyText(`${order.unitName}：`),
    officialHeading(1, '一、事项'),
    bodyText(order.basis),
    officialHeading(1, '二、要求'),
    ...order.demand.split('\n').map(bodyText),
    officialHeading(1, '三、时限'),
    bodyText(`请于${term}办理并反馈结果。有正当理由不能按时办理的，请在时限之前书面说明。`),
    ...(order.legalBasis === null ? [] : [officialHeading(1, '四、依据'), bodyText(order.legalBasis)]),
    emptyLine(),
    ...signature(order.issuerName, chineseDay(dayOf(order))),
  ])
}

/** What was done with an order, for a table. */
function eventRows({ events }: SupervisionOrderView): string[][] {
  return events.map((event) => [
    dayInShanghai(new Date(event.at)),
    ACTION[event.action],
    [event.unitName, event.byName].filter(Boolean).join(' '),
    [event.note, event.deadline === null ? null : `时限 ${event.deadline}`].filter(Boolean).join('；'),
  ])
}

function movingRows({ extensions, waits }: NodePageView): string[][] {
  const asked = extensions.map((one) => [
    one.askedOn,
    '延期申请',
    `${one.unitName}申请延到 ${one.wantedDay}：${one.reason}`,
    one.answeredOn === null
      ? '待答复'
      : `${one.answeredOn} ${one.grantedDay ? `同意延到 ${one.grantedDay}` : '未同意或已撤回'}：${one.answer ?? ''}`,
  ])
  const waited = waits.map((one) => [
    one.since,
    '等待他人',
    `${one.unitName}等待${one.awaitedName}：${one.what}`,
    one.endedOn === null ? '仍在等待' : `${one.endedOn} ${one.answer ?? ''}`,
  ])
  return [...asked, ...waited].sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''))
}

const FOUR = (titles: readonly string[]) => titles.map((title, i) => ({ title, width: [16, 16, 34, 34][i] ?? 25 }))

/** 移交材料: what the county's own office of supervision has to know to take a matter over. */
export function handOverDocument(order: SupervisionOrderView, page: NodePageView | null): Promise<Uint8Array> {
  const light = page?.light
  return officialDocument(`移交材料 ${order.number}`, [
    ...officialTitle(`关于移交“${order.title}”的材料`),
    centredLine(order.number),
    emptyLine(),
    officialHeading(1, '一、事项和要求'),
    bodyText(order.basis),
    ...order.demand.split('\n').map(bodyText),
    bodyText(`责任单位：${order.unitName}。级别：${LEVEL[order.level]}。时限：${order.deadline ?? '未下发'}。`),
    officialHeading(1, '二、办理过程'),
    officialTable(FOUR(['日期', '环节', '单位和人员', '内容']), eventRows(order)),
    officialHeading(1, '三、节点现状和亮灯记录'),
    bodyText(
      light
        ? `计划时间 ${light.dueOn}，截止日 ${light.lastDay ?? '停止计时'}，现为${COLOUR[light.colour]}灯（${REASON[light.reason]}）。`
        : '该节点已从年度计划中调出。',
    ),
    ...(light
      ? [
          officialTable(
            [
              { title: '自', width: 30 },
              { title: '灯', width: 20 },
              { title: '原因', width: 50 },
            ],
            light.history.map(({ on, colour, reason }) => [on, COLOUR[colour], REASON[reason]]),
          ),
        ]
      : []),
    officialHeading(1, '四、延期和等待'),
    ...(page && movingRows(page).length > 0
      ? [officialTable(FOUR(['日期', '事项', '内容', '结果']), movingRows(page))]
      : [bodyText('没有。')]),
    emptyLine(),
    ...signature(order.issuerName, chineseDay(lastDayOf(order))),
  ])
}
