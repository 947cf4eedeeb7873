import { sql } from '@payloadcms/db-postgres'
import type { GlobalBeforeOperationHook, GlobalConfig } from 'payload'
import { transactionOf } from '../src/database/transaction'
import { refuseWhileSettingLocked } from './locked-documents'

const oneAtATime: GlobalBeforeOperationHook = async ({ args, global, operation, req }) => {
  if (operation !== 'update') return args
  if (req.payloadAPI === 'REST') await refuseWhileSettingLocked(req, global.slug)
  const db = await transactionOf(req)
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`setting ${global.slug}`}))`)
  return args
}

/**
 * Payload makes the row of a setting when it is first saved. Of several who save at that moment each
 * would make one, and whose is read afterwards would be a matter of chance.
 */
export const withOneRow = (globals: GlobalConfig[]): GlobalConfig[] =>
  globals.map((global) => {
    const { beforeOperation = [] } = global.hooks ?? {}
    return {
      ...global,
      hooks: { ...global.hooks, beforeOperation: [...beforeOperation, oneAtATime] },
    }
  })
