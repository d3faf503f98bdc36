import type { AnnualRole, ProgressRule, QuantityScope, YearPlanStatus } from '@kepu/contract/plan-year'

/** The work plan of one year (年度工作计划). */
export interface YearPlan {
  readonly id: string
  readonly planId: string
  readonly year: number
  readonly title: string
  readonly documentNumber: string | null
  readonly status: YearPlanStatus
  readonly issuedAt: Date | null
  readonly closedAt: Date | null
  readonly version: number
}

/** A body's part in a task of the year (任务分工). */
export interface AnnualDuty {
  readonly unitId: string
  readonly unitName: string
  readonly role: AnnualRole
}

/** A point in time of a task of the year (节点). */
export interface AnnualNode {
  readonly id: string
  readonly ordinal: number
  readonly title: string
  readonly dueOn: string
  readonly quantity: number | null
}

/** What is to be reached, and what of the ledger counts toward it (数量要求). */
export interface AnnualTarget {
  readonly quantity: number
  readonly unit: string
  readonly scope: QuantityScope
  readonly rule: ProgressRule
}

/** A task of the year (年度任务). */
export interface AnnualTask {
  readonly id: string
  readonly yearPlanId: string
  readonly ordinal: number
  readonly taskId: string
  readonly measureId: string | null
  readonly title: string
  readonly deliverable: string | null
  readonly target: AnnualTarget | null
  readonly startsOn: string
  readonly dueOn: string
  readonly status: 'active' | 'withdrawn'
  readonly copiedFrom: string | null
  readonly version: number
  readonly duties: readonly AnnualDuty[]
  readonly nodes: readonly AnnualNode[]
}

/** A body says that a node is done (节点完成). */
export interface NodeCompletion {
  readonly nodeId: string
  readonly unitId: string
  readonly doneOn: string
}
