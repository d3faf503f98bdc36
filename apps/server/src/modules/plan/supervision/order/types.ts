import type { SupervisionKind, SupervisionLevel, SupervisionStep } from '@kepu/contract/plan-supervision-order'

/** An order of supervision, or a letter of coordination (督办单、协调函). */
export interface SupervisionOrder {
  readonly id: string
  readonly year: number
  readonly ordinal: number
  readonly kind: SupervisionKind
  readonly level: SupervisionLevel
  readonly step: SupervisionStep
  readonly annualTaskId: string
  readonly nodeId: string
  readonly ownerId: string | null
  readonly unitId: string
  readonly issuerId: string
  readonly legalBasis: string | null
  readonly title: string
  readonly basis: string
  readonly demand: string
  readonly termDays: number
  readonly submittedById: string | null
  readonly termFrom: string | null
  readonly deadline: string | null
  readonly openedOn: string
  readonly version: number
}
