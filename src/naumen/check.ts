import { type Finding, whyUnreachable } from '../domain/connection'
import type { StatusRow } from '../domain/ticket-status'
import { checkCatalogue, checkContract, checkRatings } from './check-catalogue'
import { checkPeople } from './check-people'
import { checkServiceCall } from './check-service-call'
import type { Naumen } from './client'
import { NaumenKeyRefused, NaumenRejected, NaumenUnreachable } from './errors'
import type { Mapping } from './mapping'

/** What is checked: the settings as they are saved, and the Naumen they speak of. */
export type Checked = {
  naumen: Naumen
  /** Without path and key: it is shown. */
  host: string
  timeoutMs: number
  timeZone: string
  mapping: Mapping
  loginRule: string
  statuses: StatusRow[]
  pollSeconds: number
  hasPush: boolean
  /** A request of ours in Naumen and when we created it: by it the time zone shows. */
  lastHandedOver: { uuid: string; at: Date } | null
  /** What Naumen's clock said in its last answer, and what ours said then. */
  clocks: () => { theirs: Date; ours: Date } | null
}

/** Says in findings what fits and what does not. Only ever reads. */
export async function checkConnection(checked: Checked): Promise<Finding[]> {
  const findings: Finding[] = []
  const opening = await checkAddress(checked)
  findings.push(...opening.findings)
  if (!opening.isOpen) return findings
  const steps = [checkServiceCall, checkContract, checkCatalogue, checkRatings, checkPeople]
  try {
    for (const step of steps) findings.push(...(await step(checked)))
  } catch (error) {
    findings.push(interruption(error))
  }
  return [...findings, pushFinding(checked)]
}

async function checkAddress(checked: Checked) {
  const { naumen, host, timeoutMs } = checked
  const started = performance.now()
  try {
    await naumen.checkKey()
  } catch (error) {
    if (error instanceof NaumenUnreachable) {
      const { name, values } = whyUnreachable(error.reason)
      const known = { ...values, host, seconds: Math.ceil(timeoutMs / 1000) }
      return { isOpen: false, findings: [{ name, values: known }] }
    }
    const reached = reachedIn(host, performance.now() - started)
    if (error instanceof NaumenKeyRefused)
      return { isOpen: false, findings: [reached, { name: 'keyRefused' } as Finding] }
    return judgedRefusal(error, reached, checked)
  }
  const reached = reachedIn(host, performance.now() - started)
  return {
    isOpen: true,
    findings: [reached, { name: 'keyAccepted' } as Finding, ...clock(checked)],
  }
}

/** Employees alone may be closed to the key: then another class tells whether all is. */
async function judgedRefusal(error: unknown, reached: Finding, checked: Checked) {
  if (!(error instanceof NaumenRejected)) throw error
  const open = await checked.naumen
    .find('serviceCall', {}, { attrs: 'UUID', limit: 1 })
    .then(() => true)
    .catch(() => false)
  if (open) return { isOpen: true, findings: [reached, { name: 'keyAccepted' } as Finding] }
  const values = { words: error.message.slice(0, 200) }
  return { isOpen: false, findings: [reached, { name: 'keyWithoutRights', values } as Finding] }
}

const reachedIn = (host: string, ms: number): Finding => ({
  name: 'addressReached',
  values: { host, ms: Math.round(ms) },
})

const APART_SECONDS = 60

function clock({ clocks }: Checked): Finding[] {
  const now = clocks()
  if (!now) return []
  const seconds = Math.round((now.theirs.getTime() - now.ours.getTime()) / 1000)
  const apart = Math.abs(seconds)
  if (apart < APART_SECONDS) return [{ name: 'clockAgrees', values: { seconds: apart } }]
  const values = { minutes: Math.max(1, Math.round(apart / 60)) }
  return [{ name: seconds > 0 ? 'clockAhead' : 'clockBehind', values }]
}

function pushFinding({ hasPush, pollSeconds }: Checked): Finding {
  return { name: hasPush ? 'pushOn' : 'pushOff', values: { seconds: pollSeconds } }
}

function interruption(error: unknown): Finding {
  if (error instanceof NaumenKeyRefused) return { name: 'keyRefused' }
  if (!(error instanceof NaumenUnreachable)) throw error
  return { name: 'brokeOff', values: { reason: error.reason } }
}
