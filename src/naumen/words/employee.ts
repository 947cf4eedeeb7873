import type { Employee } from '../../domain/employee'
import { booleanOf, type NaumenObject, textOf, titleOf } from './value'

export const employeeAttributes =
  'UUID,title,lastName,firstName,email,login,post,parent,removed,isEmployeeLocked'

export function readEmployee(raw: NaumenObject): Employee {
  return {
    uuid: textOf(raw.UUID),
    name: textOf(raw.title),
    firstName: textOf(raw.firstName),
    email: textOf(raw.email),
    login: textOf(raw.login),
    department: titleOf(raw.parent),
    post: textOf(raw.post),
    removed: booleanOf(raw.removed),
    locked: booleanOf(raw.isEmployeeLocked),
  }
}

export const byEmail = (emails: string[]) => ({ email: emails })
export const byUuid = (uuids: string[]) => ({ UUID: uuids })
