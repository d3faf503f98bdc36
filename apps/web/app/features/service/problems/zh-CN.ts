import type { OrderRefusal } from '@kepu/contract/service'
import type { PlanningRefusal } from '@kepu/contract/service-match'
import type { MenuRefusal } from '@kepu/contract/service-menu'
import type { RatingRefusal } from '@kepu/contract/service-rating'
import type { VisitRefusal } from '@kepu/contract/service-visit'
import { formatDay } from '../../../lib/format.ts'
import type { ProblemText } from '../../../lib/problem.ts'
import { terms } from '../../../lib/terms.ts'

const { orderStatus, orderAction, menuStatus, visitStatus, callOutcome, planningStatus } = terms['zh-CN']
const day = (text: string) => formatDay(text, 'zh-CN')

const orders: ProblemText<OrderRefusal> = {
  'service.order.state': ({ orderStatus: status, action }) =>
    `这张单子现在是“${orderStatus[status]}”，不能${orderAction[action]}`,
  'service.order.taken': ({ teamName }) => `这张单子刚刚被“${teamName}”接走了`,
  'service.order.region': () => '请选择本县的乡镇或村（社区）',
  'service.order.top': () => '已到县级，不能再上报，请直接派单',
  'service.order.unit': () => '该单位不能接收点单，请另选单位',
  'service.order.team': () => '该服务队不存在或已停用，请另选一队',
  'service.order.menu': () => '这项服务已不在清单中，请重新选择',
  'service.order.period': () => '希望的结束日期不能早于开始日期',
  'service.order.mergeItself': () => '不能与自己合并，请选择另一张单子',
  'service.order.awaited': ({ question }) => `正在等点单人答复：“${question}”。登记答复后再继续`,
  'service.order.notAwaited': () => '没有待答复的问题',
  'service.order.joined': () => '这个电话已经拼过这张单子了，不用再点',
  'service.code.wrong': () => '验证码不对，或已过期、已用过。请重新获取',
  'service.code.noChannel': () => '本县还没有开通短信验证。请到村（社区）请工作人员帮您点单，不用手机也行',
}

const menu: ProblemText<MenuRefusal> = {
  'service.menuItem.state': ({ menuStatus: status }) => `这项服务现在是“${menuStatus[status]}”，不能这样操作`,
  'service.menuItem.title': ({ name }) => `清单里已有“${name}”，请换一个名称或修改原有项目`,
  'service.menuItem.purpose': () => '所选任务或举措不在现行方案中，请重新选择',
}

const visits: ProblemText<VisitRefusal> = {
  'service.visit.state': ({ visitStatus: status }) => `这次服务${visitStatus[status]}，不能这样操作`,
  'service.visit.past': ({ today }) => `服务日期不能早于今天（${day(today)}）`,
  'service.visit.notYet': ({ day: on }) => `服务安排在${day(on)}，还没有到，不能登记完成`,
  'service.visit.orders': () => '一次服务只能合并同一服务队在同一乡镇已接的单子',
  'service.visit.nobody': () => '人数合计为 0。到场无人请用“改期”',
  'service.kit.taken': ({ kits }) => `这段时间器材已被预留：${kits.join('、')}。请换时间或换一套`,
  'service.kit.unknown': () => '所选器材不存在或已停用，请重新选择',
  'service.number.unknown': () => '查询号或查询码不对，请核对后再试',
}

const ratings: ProblemText<RatingRefusal> = {
  'service.rating.notConfirmed': () => '服务确认完成之后才能评价',
  'service.rating.given': ({ ratedAt }) => `已于 ${ratedAt.slice(0, 10)} 评价过，谢谢您`,
  'service.callback.nobody': () => '这段时间没有可以回访的点单人',
  'service.callback.noted': ({ outcome }) => `这次回访已登记：${callOutcome[outcome]}`,
  'service.callback.noPhone': () => '这位点单人没有留电话',
}

const planning: ProblemText<PlanningRefusal> = {
  'service.planning.empty': () => '没有已领、待派队的单子，不用排期',
  'service.planning.tooMany': ({ orders, limit }) =>
    `待派队的单子有 ${orders} 张，一次最多排 ${limit} 张，请按单位分开排`,
  'service.planning.past': ({ today }) => `排期从明天开始，不能早于${day(today)}的次日`,
  'service.planning.running': () => '本单位已有一份方案在计算，请等它算完，或先取消',
  'service.planning.state': ({ planningStatus: status }) => `这份方案${planningStatus[status]}，不能这样操作`,
  'service.planning.row': () => '这张单子不在方案中，请刷新后再看',
  'service.planning.day': ({ from, to }) => `日期应在${day(from)}至${day(to)}之间`,
  'service.planning.team': () => '该服务队不存在或已停用，请另选一队',
}

/** Why not, for every refusal of the service module. */
export const serviceProblemsZh = { ...orders, ...menu, ...visits, ...ratings, ...planning }
