import type { OrderRefusal } from '@kepu/contract/service'
import type { PlanningRefusal } from '@kepu/contract/service-match'
import type { MenuRefusal } from '@kepu/contract/service-menu'
import type { RatingRefusal } from '@kepu/contract/service-rating'
import type { VisitRefusal } from '@kepu/contract/service-visit'
import { formatDay } from '../../../lib/format.ts'
import type { ProblemText } from '../../../lib/problem.ts'
import { terms } from '../../../lib/terms.ts'

const { orderStatus, orderAction, menuStatus, visitStatus, callOutcome, planningStatus } = terms.en
const day = (text: string) => formatDay(text, 'en')

const orders: ProblemText<OrderRefusal> = {
  'service.order.state': ({ orderStatus: status, action }) =>
    `This order is “${orderStatus[status]}” now: it cannot be moved on by “${orderAction[action]}”`,
  'service.order.taken': ({ teamName }) => `“${teamName}” has just taken this order`,
  'service.order.region': () => 'Choose a township or village of this county',
  'service.order.top': () => 'The county is the top: dispatch the order instead',
  'service.order.unit': () => 'This unit takes no orders: choose another one',
  'service.order.team': () => 'The team does not exist or is closed: choose another one',
  'service.order.menu': () => 'This service is not on the menu any more: choose again',
  'service.order.period': () => 'The last day cannot come before the first',
  'service.order.mergeItself': () => 'An order cannot be merged with itself: choose another one',
  'service.order.awaited': ({ question }) => `The asker is awaited: “${question}”. Note the answer first`,
  'service.order.notAwaited': () => 'No question is open',
  'service.order.joined': () => 'This telephone has joined the order already',
  'service.code.wrong': () => 'The code is wrong, too old or used: ask for another one',
  'service.code.noChannel': () =>
    'This county cannot send codes yet. Let the staff of your village order for you: no telephone is needed',
}

const menu: ProblemText<MenuRefusal> = {
  'service.menuItem.state': ({ menuStatus: status }) => `This service is “${menuStatus[status]}” now`,
  'service.menuItem.title': ({ name }) => `“${name}” is on the menu already: change the name, or the old entry`,
  'service.menuItem.purpose': () => 'The task or measure is not in the plan in force: choose again',
}

const visits: ProblemText<VisitRefusal> = {
  'service.visit.state': ({ visitStatus: status }) => `This visit is ${visitStatus[status]}`,
  'service.visit.past': ({ today }) => `A visit cannot be before today (${day(today)})`,
  'service.visit.notYet': ({ day: on }) => `The visit is on ${day(on)}: it cannot be done yet`,
  'service.visit.orders': () => 'One visit serves accepted orders of one team in one township only',
  'service.visit.nobody': () => 'Nobody was counted. If nobody came, choose “reschedule”',
  'service.kit.taken': ({ kits }) => `Taken at that time: ${kits.join(', ')}. Choose another time or another set`,
  'service.kit.unknown': () => 'The equipment does not exist or is out of use: choose again',
  'service.number.unknown': () => 'Number or code is wrong: please check both',
}

const ratings: ProblemText<RatingRefusal> = {
  'service.rating.notConfirmed': () => 'A service can be rated once it is confirmed',
  'service.rating.given': ({ ratedAt }) => `Rated on ${ratedAt.slice(0, 10)} already, thank you`,
  'service.callback.nobody': () => 'Nobody can be called back for this period',
  'service.callback.noted': ({ outcome }) => `This call is noted already: ${callOutcome[outcome]}`,
  'service.callback.noPhone': () => 'This asker left no telephone',
}

const planning: ProblemText<PlanningRefusal> = {
  'service.planning.empty': () => 'No claimed order waits for a team: there is nothing to plan',
  'service.planning.tooMany': ({ orders, limit }) =>
    `${orders} orders wait; ${limit} can be planned at once: plan them by unit`,
  'service.planning.past': ({ today }) => `A plan begins after today (${day(today)})`,
  'service.planning.running': () => 'A proposal for this unit is being worked out: wait for it, or cancel it',
  'service.planning.state': ({ planningStatus: status }) => `This proposal is ${planningStatus[status]}`,
  'service.planning.row': () => 'This order is not in the proposal: please reload',
  'service.planning.day': ({ from, to }) => `Choose a day from ${day(from)} to ${day(to)}`,
  'service.planning.team': () => 'The team does not exist or is closed: choose another one',
}

export const serviceProblemsEn = { ...orders, ...menu, ...visits, ...ratings, ...planning }
