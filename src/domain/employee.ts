/** A person of the company as Naumen knows them. Null: Naumen did not let us see it. */
export type Employee = {
  uuid: string
  name: string
  firstName: string
  email: string
  login: string
  department: string
  post: string
  /** Dismissed: archived in Naumen. */
  removed: boolean | null
  locked: boolean | null
}

/**
 * How an employee's login must agree with the address: `match` = equals the address or the part
 * before @; `any` = the address alone decides.
 */
export type LoginRule = 'match' | 'email' | 'localPart' | 'any'

/** What can't be seen is not taken for a yes. */
export const isLive = ({ removed, locked }: Employee) => removed === false && locked === false

/**
 * Trimmed and in lower case, and nothing else. Letters that only look like another after folding
 * (the Kelvin sign would become a "k") stay as they are, so that they match nobody.
 */
export function foldAddress(address: string): string {
  return [...address.trim()].map(foldLetter).join('')
}

function foldLetter(letter: string): string {
  const lower = letter.toLowerCase()
  return lower.toUpperCase() === letter ? lower : letter
}

/** The spellings to ask Naumen for: it compares case and all. */
export function spellingsOf(address: string): string[] {
  return [...new Set([address.trim(), foldAddress(address)])]
}

/** @returns the one live employee whose address and login agree with what was typed, if it is one */
export function employeeWithAddress(found: Employee[], address: string, rule: LoginRule) {
  const live = liveWithAddress(found, address)
  const [only] = live
  const agrees = live.length === 1 && only && loginAgrees(only, foldAddress(address), rule)
  return agrees ? only : undefined
}

export function liveWithAddress(found: Employee[], address: string): Employee[] {
  const wanted = foldAddress(address)
  return found.filter((employee) => isLive(employee) && foldAddress(employee.email) === wanted)
}

function loginAgrees({ login }: Employee, address: string, rule: LoginRule): boolean {
  if (rule === 'any') return true
  const folded = foldAddress(login)
  const isAddress = folded === address
  const isLocalPart = folded !== '' && folded === address.slice(0, address.lastIndexOf('@'))
  if (rule === 'email') return isAddress
  return rule === 'localPart' ? isLocalPart : isAddress || isLocalPart
}

export type Standing = 'live' | 'dismissed' | 'locked' | 'unknown'

/** @param employee null when Naumen says by name that there is no such employee */
export function standingOf(employee: Employee | null): Standing {
  if (!employee || employee.removed) return 'dismissed'
  if (employee.locked) return 'locked'
  return isLive(employee) ? 'live' : 'unknown'
}

export const isShutOut = (standing: Standing) => standing === 'dismissed' || standing === 'locked'

/** What we keep of an employee besides their standing; empty where Naumen has nothing. */
export type EmployeeDetails = Pick<
  Employee,
  'name' | 'firstName' | 'email' | 'login' | 'department' | 'post'
>

/**
 * What is to be kept of an employee from now on, but for the address.
 * @returns null when nothing has changed. A name that can't be seen is not taken for a new one
 */
export function changedDetails(
  known: EmployeeDetails,
  seen: Employee,
): Omit<EmployeeDetails, 'email'> | null {
  const { login, department, post } = seen
  const name = seen.name || known.name
  const firstName = seen.firstName || known.firstName
  const next = { name, firstName, login, department, post }
  const names = Object.keys(next) as (keyof typeof next)[]
  return names.some((one) => next[one] !== known[one]) ? next : null
}

/** Another spelling of the same address is no change. */
export function changeOfAddress(known: string, seen: string): 'none' | 'emptied' | 'changed' {
  const [before, now] = [foldAddress(known), foldAddress(seen)]
  if (before === now) return 'none'
  return now ? 'changed' : 'emptied'
}

const BRAKE_SHARE = 0.05
const BRAKE_PEOPLE = 20

/**
 * Whether so many vanished in one sweep that a lost right or a broken page is likelier than
 * dismissals: then each is asked about by itself, and an alert goes out first.
 */
export function isBrakeNeeded(gone: number, asked: number): boolean {
  return gone > BRAKE_PEOPLE && gone > asked * BRAKE_SHARE
}
