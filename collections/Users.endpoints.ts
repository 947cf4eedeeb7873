import type { Endpoint } from 'payload'
import { forAdministrators } from './panel-endpoint'
import { block, changeRole, check, signOut, unblock } from './user-acts'
import { exportUsers } from './users-export'

export const userEndpoints: Endpoint[] = [
  forAdministrators({ path: '/export', method: 'get' }, exportUsers),
  forAdministrators({ path: '/:id/sign-out' }, signOut),
  forAdministrators({ path: '/:id/block' }, block),
  forAdministrators({ path: '/:id/unblock' }, unblock),
  forAdministrators({ path: '/:id/check' }, check),
  forAdministrators({ path: '/:id/role' }, changeRole),
]
