import type { Finding } from '../domain/connection'
import { statusRowFor } from '../domain/ticket-status'
import type { Checked } from './check'
import { hasAttribute, readOne, readSome } from './check-read'
import { fromNaumenDate } from './dates'
import type { AttributeName } from './mapping'
import { readGlance } from './words/service-call-card'
import type { NaumenObject } from './words/value'

/** How many service calls are looked at for their states. */
const SAMPLES = 50
/** Without these a ticket can't be followed. */
const needed = ['state', 'clientEmployee']
/** How the same thing is called elsewhere (NAUMEN.md §3). */
const otherNames: Partial<Record<AttributeName, string[]>> = {
  subject: ['shortDescr', 'subjectTicket', 'topic', 'shortTitle'],
  description: ['descriptionRTF', 'descriptionInRTF', 'description'],
  category: ['category', 'categories', 'baseCategory', 'SCCategory'],
  deadline: ['deadLineTime', 'timeAllowanceTimer'],
}

/** The type itself, a sample of it attribute by attribute, its states and its dates. */
export async function checkServiceCall(checked: Checked): Promise<Finding[]> {
  const { naumen, mapping } = checked
  const type = mapping.ticketType
  const read = await readSome(naumen, type, {}, SAMPLES)
  if ('refused' in read) {
    const name = read.refused === 'forbidden' ? 'typeForbidden' : 'typeUnknown'
    return [{ name, values: { type } }]
  }
  const sample = read.rows.at(-1) ?? null
  return [
    sample
      ? { name: 'typeRead', values: { type, sample: String(sample.title ?? sample.UUID) } }
      : { name: 'typeEmpty', values: { type } },
    ...unseen(sample),
    ...(await checkAttributes(checked, sample)),
    ...checkStates(checked, read.rows),
    ...(await checkZone(checked)),
  ]
}

function unseen(sample: NaumenObject | null): Finding[] {
  const codes = needed.filter((code) => sample && !sample[code])
  return codes.length ? [{ name: 'ownUnreadable', values: { codes: codes.join(', ') } }] : []
}

async function checkAttributes(checked: Checked, sample: NaumenObject | null) {
  const findings: Finding[] = []
  const present: string[] = []
  for (const [attribute, code] of Object.entries(checked.mapping.attributes)) {
    const finding = await checkAttribute(checked, attribute as AttributeName, code, sample)
    if (finding) findings.push(finding)
    else present.push(code)
  }
  if (!present.length) return findings
  return [
    { name: 'attributesPresent', values: { codes: present.join(', ') } } as Finding,
    ...findings,
  ]
}

async function checkAttribute(
  { naumen, mapping }: Checked,
  attribute: AttributeName,
  code: string,
  sample: NaumenObject | null,
): Promise<Finding | null> {
  const isOurId = attribute === 'correlation'
  const values = { attribute, code }
  if (!code) return { name: isOurId ? 'correlationUnset' : 'attributeUnset', values }
  if (sample && code in sample) return null
  if (await hasAttribute(naumen, mapping.ticketType, code))
    return sample ? { name: 'attributeUnreadable', values } : null
  if (isOurId) return { name: 'correlationMissing', values }
  const similar = likenesses(attribute, code, sample)
  return similar
    ? { name: 'attributeMisnamed', values: { ...values, similar } }
    : { name: 'attributeMissing', values }
}

/** Codes of the sample that may be what was meant. */
function likenesses(attribute: AttributeName, code: string, sample: NaumenObject | null): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const known = otherNames[attribute] ?? []
  return Object.keys(sample ?? {})
    .filter((other) => known.includes(other) || bare(other) === bare(code))
    .slice(0, 3)
    .join(', ')
}

function checkStates({ mapping, statuses }: Checked, rows: NaumenObject[]): Finding[] {
  const findings: Finding[] = []
  const seen = new Set(rows.map((row) => readGlance(row).state).filter(Boolean))
  const named = new Set(statuses.flatMap(({ naumenStates }) => naumenStates))
  for (const state of seen)
    if (!named.has(state)) findings.push({ name: 'stateUnmapped', values: { state } })
  const { closed, reopened } = mapping.states
  const statusOf = (state: string) => statusRowFor(statuses, state, true)?.status
  if (statusOf(closed) !== 'closed')
    findings.push({ name: 'closedStateOdd', values: { state: closed } })
  const again = statusOf(reopened)
  if (!again || again === 'closed' || again === 'resolved')
    findings.push({ name: 'reopenedStateOdd', values: { state: reopened } })
  return findings.length ? findings : [{ name: 'statesFit' }]
}

const HOUR = 3_600_000

/** We know when we created our own: whole hours between that and Naumen's date mean another zone. */
async function checkZone({ naumen, timeZone, lastHandedOver }: Checked): Promise<Finding[]> {
  if (!lastHandedOver) return []
  const row = await readOne(naumen, lastHandedOver.uuid)
  const theirs = fromNaumenDate(row?.creationDate, timeZone)
  if (!theirs) return []
  const hours = Math.round((theirs.getTime() - lastHandedOver.at.getTime()) / HOUR)
  const values = { zone: timeZone, hours: hours > 0 ? `+${hours}` : `−${-hours}` }
  return [hours ? { name: 'zoneApart', values } : { name: 'zoneAgrees', values }]
}
