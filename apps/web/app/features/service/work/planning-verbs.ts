import { Id } from '@kepu/contract'
import {
  CancelAssignment,
  ChangeAssignment,
  ConfirmAssignment,
  ConfirmedAssignment,
  ProposeAssignment,
} from '@kepu/contract/service-match'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'

const Planned = z.object({ planningId: Id })

export const proposeAssignment = verb('POST', '/assignments', ProposeAssignment, Planned)
export const cancelAssignment = verb('POST', '/assignments/{planningId}/cancel', CancelAssignment, Planned)
export const changeAssignment = verb('PUT', '/assignments/{planningId}/rows/{orderId}', ChangeAssignment, Planned)
export const confirmAssignment = verb(
  'POST',
  '/assignments/{planningId}/confirm',
  ConfirmAssignment,
  ConfirmedAssignment,
)
