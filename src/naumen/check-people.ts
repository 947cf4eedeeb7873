import type { Finding } from '../domain/connection'
import type { Checked } from './check'
import { readSome } from './check-read'
import type { NaumenObject } from './words/value'

const SAMPLES = 20

/** What sign-in and conversation need to read: employees, comments, files. */
export async function checkPeople(checked: Checked): Promise<Finding[]> {
  const rule: Finding[] = checked.loginRule === 'any' ? [{ name: 'loginRuleAny' }] : []
  return [
    ...(await checkEmployees(checked)),
    ...rule,
    ...(await checkComments(checked)),
    await checkFiles(checked),
  ]
}

async function checkEmployees({ naumen }: Checked): Promise<Finding[]> {
  const read = await readSome(naumen, 'employee', {}, SAMPLES)
  if ('refused' in read) return [{ name: 'employeesForbidden' }]
  if (!read.rows.length) return [{ name: 'employeesNone' }]
  const codes = [
    ...['email', 'login'].filter((code) => isHidden(read.rows, code, 'string')),
    ...['removed', 'isEmployeeLocked'].filter((code) => isHidden(read.rows, code, 'boolean')),
  ]
  if (!codes.length) return [{ name: 'employeesRead' }]
  return [{ name: 'employeesUnreadable', values: { codes: codes.join(', ') } }]
}

/** In none of them: one employee without an address is nothing odd. */
const isHidden = (rows: NaumenObject[], code: string, type: 'string' | 'boolean') =>
  rows.every((row) => typeof row[code] !== type)

async function checkComments({ naumen }: Checked): Promise<Finding[]> {
  const read = await readSome(naumen, 'comment', {}, SAMPLES)
  if ('refused' in read) return [{ name: 'commentsForbidden' }]
  if (!read.rows.length) return [{ name: 'commentsNone' }]
  return [{ name: isHidden(read.rows, 'private', 'boolean') ? 'commentsUnclear' : 'commentsRead' }]
}

async function checkFiles({ naumen }: Checked): Promise<Finding> {
  const read = await readSome(naumen, 'file')
  return { name: 'refused' in read ? 'filesForbidden' : 'filesRead' }
}
