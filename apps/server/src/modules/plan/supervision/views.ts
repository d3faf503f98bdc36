import { NodeLightView } from '@kepu/contract/plan-supervision'
import type { AnnualTask } from '../year/types.ts'
import type { NodeLight } from './lights.ts'

/** Labels and titles of tasks and measures, by id. */
export type Words = ReadonlyMap<string, { label: string; title: string }>

/** Who answers for a light: the body that owns it, or the leads of the task. */
export function answerableFor({ task, unitId }: Pick<NodeLight, 'task' | 'unitId'>): AnnualTask['duties'] {
  return task.duties.filter((duty) => (unitId === null ? duty.role === 'lead' : duty.unitId === unitId))
}

export function labelOf(task: AnnualTask, words: Words): string {
  const measure = task.measureId === null ? undefined : words.get(task.measureId)
  return measure?.label ?? words.get(task.taskId)?.label ?? ''
}

export function lightView(light: NodeLight, words: Words): NodeLightView {
  const { task, node, share } = light
  return NodeLightView.parse({
    nodeId: node.id,
    annualTaskId: task.id,
    label: labelOf(task, words),
    taskTitle: task.title,
    title: node.title,
    unitId: light.unitId,
    answerable: answerableFor(light),
    colour: light.colour,
    reason: light.reason,
    dueOn: node.dueOn,
    lastDay: light.lastDay,
    left: light.left,
    doneOn: light.doneOn,
    quantity: node.quantity,
    achieved: node.quantity !== null && share !== null ? Math.round(share * node.quantity) : null,
    paused: light.paused,
    history: light.history,
  })
}
