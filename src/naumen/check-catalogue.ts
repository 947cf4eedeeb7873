import type { Finding, FindingName } from '../domain/connection'
import type { Checked } from './check'
import { hasAttribute, readOne, readSome } from './check-read'
import type { NaumenObject } from './words/value'

const ITEMS = 1000
const stars = [1, 2, 3, 4, 5]
const titleOf = (row: NaumenObject) => String(row.title ?? row.UUID)

/** Agreement and service, without which most installations create nothing. */
export async function checkContract({ naumen, mapping }: Checked): Promise<Finding[]> {
  const agreement = mapping.agreement ? await readOne(naumen, mapping.agreement) : null
  const service = mapping.service ? await readOne(naumen, mapping.service) : null
  const findings = [
    standing('agreement', mapping.agreement, agreement),
    standing('service', mapping.service, service),
  ]
  if (agreement && service && isOutside(agreement, service)) {
    const values = { title: titleOf(service), agreement: titleOf(agreement) }
    findings.push({ name: 'serviceOutside', values })
  }
  return findings
}

function standing(
  what: 'agreement' | 'service',
  uuid: string | undefined,
  row: NaumenObject | null,
): Finding {
  const named = (state: 'Unset' | 'Missing' | 'Archived' | 'Found'): FindingName =>
    `${what}${state}`
  if (!uuid) return { name: named('Unset') }
  // An object of another class is there all right, and will not be taken
  const isOne = String(row?.UUID).startsWith(what === 'agreement' ? 'agreement$' : 'slmService$')
  if (!row || !isOne) return { name: named('Missing'), values: { uuid } }
  return {
    name: named(row.removed === true ? 'Archived' : 'Found'),
    values: { title: titleOf(row) },
  }
}

/** Unknown where the agreement does not list its services. */
function isOutside(agreement: NaumenObject, service: NaumenObject): boolean {
  const { services } = agreement
  if (!Array.isArray(services) || !services.length) return false
  return !services.some((one: NaumenObject | string) =>
    [one, (one as NaumenObject).UUID].includes(service.UUID as string),
  )
}

export async function checkCatalogue(checked: Checked): Promise<Finding[]> {
  const { naumen, mapping } = checked
  const { categoryClass: fqn, categoryOrder } = mapping
  const read = await readSome(naumen, fqn, {}, ITEMS)
  if ('refused' in read) {
    const name = read.refused === 'forbidden' ? 'catalogueForbidden' : 'catalogueUnknown'
    return [{ name, values: { fqn } }]
  }
  const [first] = read.rows
  const count = read.rows.filter((row) => row.removed !== true).length
  const findings: Finding[] = [
    count
      ? { name: 'catalogueRead', values: { count } }
      : { name: 'catalogueEmpty', values: { fqn } },
  ]
  const isOrdered = !categoryOrder || (first && categoryOrder in first)
  if (!isOrdered && !(await hasAttribute(naumen, fqn, categoryOrder)))
    findings.push({ name: 'catalogueOrderMissing', values: { code: categoryOrder } })
  return findings
}

export async function checkRatings(checked: Checked): Promise<Finding[]> {
  const { naumen, mapping } = checked
  const { ratings, attributes } = mapping
  if (!attributes.rating) return []
  const given = stars.filter((mark) => ratings[mark])
  if (!given.length)
    return [{ name: (await wantsItems(checked)) ? 'ratingsWanted' : 'ratingsAsNumbers' }]
  const findings: Finding[] = []
  for (const mark of given) {
    const uuid = ratings[mark] ?? ''
    const item = await readOne(naumen, uuid)
    if (!item || item.removed === true)
      findings.push({ name: 'ratingMissing', values: { mark, uuid } })
  }
  const marks = stars.filter((mark) => !ratings[mark])
  if (marks.length)
    findings.push({ name: 'ratingsIncomplete', values: { marks: marks.join(', ') } })
  return findings.length ? findings : [{ name: 'ratingsFound' }]
}

/** A number is no link: Naumen says so when it is looked for (NAUMEN.md §2). */
async function wantsItems({ naumen, mapping }: Checked): Promise<boolean> {
  const { ticketType, attributes } = mapping
  const read = await readSome(naumen, ticketType, { [attributes.rating]: ['-'] })
  return 'refused' in read && /Loader not found|prefix/i.test(read.words)
}
