import type { SupervisionNodeRefusal } from '@kepu/contract/plan-supervision-node'
import type { SupervisionOrderRefusal } from '@kepu/contract/plan-supervision-order'
import type { ProblemText } from '../../../lib/problem.ts'

export const supervisionProblemsEn: ProblemText<SupervisionNodeRefusal | SupervisionOrderRefusal> = {
  'plan.light.done': ({ doneOn }) => `This node was done on ${doneOn}: nothing is left to do`,
  'plan.extension.pending': ({ askedOn }) => `The request of ${askedOn} has no answer yet; one at a time`,
  'plan.extension.notLater': ({ lastDay }) => `The last day is ${lastDay} now; an extension has to be later`,
  'plan.extension.past': ({ today }) => `An extension cannot end before today (${today})`,
  'plan.extension.tooFar': ({ latest }) => `${latest} is the latest; beyond it, change the task of the year`,
  'plan.extension.answered': ({ extensionStatus }) =>
    extensionStatus === 'withdrawn' ? 'The body has withdrawn this request' : 'This request has been answered',
  'plan.wait.self': () => 'A body cannot wait for itself',
  'plan.wait.open': ({ since, awaitedName }) => `Waiting for ${awaitedName} since ${since}; one at a time`,
  'plan.wait.since': ({ startsOn, today }) =>
    `Waiting begins between the start of the task (${startsOn}) and today (${today})`,
  'plan.wait.ended': ({ endedOn }) => `This waiting ended on ${endedOn}`,
  'plan.order.step': () => 'It is not the turn of this step. Load the page again to see where the order stands',
  'plan.order.notLate': ({ lastDay }) =>
    `The node is not late${lastDay === null ? '' : ` (last day ${lastDay})`}: there is nothing to write about`,
  'plan.order.exists': ({ number }) => `There is an open one for this matter (${number}): one matter, one order`,
  'plan.order.answering': ({ askedOn }) => `First answer the request for an extension of ${askedOn}`,
  'plan.order.word': ({ word }) =>
    `Whoever is not authorised reminds and coordinates: “${word}” cannot stand in the letter`,
  'plan.order.notAuthorised': () => 'Orders of supervision are handled by the people of the authorised office only',
  'plan.order.ownApproval': () => 'Nobody approves what they submitted: ask somebody else',
  'plan.order.inTime': ({ deadline }) =>
    deadline === null
      ? 'The clock stands still (somebody is awaited): it cannot be raised'
      : `It may be answered until ${deadline}: it cannot be raised before`,
  'plan.order.highest': () => 'This is the highest level (red)',
  'plan.order.nodeOpen': () => 'The node is not done: return the order instead of closing it',
}
