import { AddAccount, AddedAccount, AddGrant, CloseAccount, RemoveGrant, ResetPassword } from '@kepu/contract/identity'
import { z } from 'zod'
import { verb } from '../../../lib/verb.ts'

export const addAccount = verb('POST', '/accounts', AddAccount, AddedAccount)
export const resetPassword = verb('POST', '/accounts/{userId}/password', ResetPassword, AddedAccount)
export const closeAccount = verb('DELETE', '/accounts/{userId}', CloseAccount, z.unknown())
export const addGrant = verb('POST', '/accounts/{userId}/grants', AddGrant, z.unknown())
export const removeGrant = verb('DELETE', '/grants/{grantId}', RemoveGrant, z.unknown())
