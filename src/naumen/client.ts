import FormData from 'form-data'

import type { Employee } from '../domain/employee'
import { sentName } from '../domain/hand-over'
import { createCatalogue } from './catalogue'
import { createConversation } from './conversation'
import { fromNaumenDate, toNaumenDate } from './dates'
import { NaumenRejected, NaumenUnreachable } from './errors'
import type { Mapping } from './mapping'
import { bySource } from './words/comment'
import { byEmail, byUuid, employeeAttributes, readEmployee } from './words/employee'
import { readFileCard, type StoredFile } from './words/file'
import {
  byClient,
  type NewServiceCall,
  readServiceCall,
  serviceCallAttributes,
  serviceCallBody,
  type ServiceCall,
} from './words/service-call'
import type { NaumenObject } from './words/value'
import { createReading } from './reading'
import { createTransport, type TransportOptions } from './transport'

export type Naumen = ReturnType<typeof createNaumen>
export type OutgoingFile = { name: string; mime: string; bytes: Buffer }
type Page = { attrs?: string; limit?: number; offset?: number }
type Filter = Record<string, unknown>
export type Walk = {
  /** Rows a page. */
  size?: number
  /** There can't be more. */
  most?: number
  /** One page will hold them all: a first one that is shorter than others were is the last. */
  fits?: boolean
}

const PAGE = 100
/** More than this Naumen does not hold in its hands at once (NAUMEN.md §6). */
const ALL = 50_000
const TRUST_PAGE_MS = 10 * 60_000

/**
 * Naumen Service Desk over its REST interface (NAUMEN.md). Every function throws NaumenRejected (a
 * person must look), NaumenKeyRefused (everything must stop) or NaumenUnreachable (try again).
 */
export function createNaumen(options: TransportOptions & { timeZone: string }) {
  const call = createTransport(options)

  const post = (target: string, json: unknown, query = {}) =>
    call({ method: 'POST', target, query, body: { json } })

  async function find(fqn: string, filter: Filter, page: Page = {}) {
    const rows = parsed(await post(`find/${fqn}`, filter, page))
    if (Array.isArray(rows)) return rows as NaumenObject[]
    throw new NaumenUnreachable(false, 'Naumen ответил не списком', 'NOT_JSON')
  }

  /** How many rows of a class Naumen has given at once of late. */
  const longest = new Map<string, { rows: number; at: number }>()
  const hasGivenMore = (fqn: string, rows: number) => {
    const known = longest.get(fqn)
    const isOld = !known || performance.now() - known.at > TRUST_PAGE_MS
    if (isOld || rows >= known.rows) longest.set(fqn, { rows, at: performance.now() })
    return !isOld && rows < known.rows
  }

  /** Every row. The order of `find` and its greatest page are unknown, so neither is trusted. */
  async function findAll(fqn: string, filter: Filter, attrs?: string, walk: Walk = {}) {
    const { size = PAGE, most, fits = false } = walk
    const rows = new Map<unknown, NaumenObject>()
    const keep = (page: NaumenObject[]) => page.forEach((row) => rows.set(row.UUID, row))
    for (let offset = 0; ;) {
      const page = await find(fqn, filter, { attrs, limit: size, offset })
      const known = rows.size
      keep(page)
      if (!page.length || rows.size === most) return [...rows.values()]
      if (rows.size < known + page.length) break
      const isShort = hasGivenMore(fqn, page.length) && page.length < size
      if (fits && !offset && isShort) return [...rows.values()]
      offset += page.length
    }
    // A row came twice: pages overlap, so another may have slipped between them. One look at all.
    keep(await find(fqn, filter, { attrs, limit: ALL }))
    return [...rows.values()]
  }

  /** @returns null when there is no such object (a missing right is an error, not an absence) */
  async function get(uuid: string, attrs?: string): Promise<NaumenObject | null> {
    try {
      return objectOf(await call({ method: 'GET', target: `get/${uuid}`, query: { attrs } }))
    } catch (error) {
      if (error instanceof NaumenRejected && isAbsence(error, uuid)) return null
      throw error
    }
  }

  async function create(fqn: string, attributes: NaumenObject, attrs?: string) {
    const made = objectOf(await post(`create-m2m/${fqn}`, attributes, { attrs }))
    if (typeof made.UUID === 'string') return made
    throw new NaumenUnreachable(true, 'Naumen не назвал созданный объект')
  }

  const edit = async (uuid: string, attributes: NaumenObject, attrs?: string) =>
    objectOf(await post(`edit-m2m/${uuid}`, attributes, { attrs }))

  const readDate = (text: unknown) => fromNaumenDate(text, options.timeZone)

  return {
    ...createReading({ findAll, get }),
    find,
    findAll,
    get,
    create,
    edit,
    ...createCatalogue({ findAll, get, create, edit }),
    ...createConversation({ findAll, get, create, edit, readDate }),

    readDate,
    writeDate: (date: Date) => toNaumenDate(date, options.timeZone),

    /** Asks for something small that needs the key: `check-status` answers without one. */
    async checkKey() {
      await find('employee', {}, { attrs: 'UUID', limit: 1 })
    },

    /** Spellings must be given: Naumen compares case and all. */
    async findEmployeesByEmail(emails: string[]): Promise<Employee[]> {
      const rows = await find('employee', byEmail(emails), { attrs: employeeAttributes })
      return rows.map(readEmployee)
    },

    /** A hundred at most; as a rule in one call. */
    async findEmployees(uuids: string[]): Promise<Employee[]> {
      const attrs = employeeAttributes
      const first = await find('employee', byUuid(uuids), { attrs, limit: PAGE })
      const all = new Set(first.map(({ UUID }) => UUID)).size === uuids.length
      const rows = all ? first : await findAll('employee', byUuid(uuids), attrs)
      return rows.map(readEmployee)
    },

    async getEmployee(uuid: string): Promise<Employee | null> {
      const row = await get(uuid, employeeAttributes)
      return row && readEmployee(row)
    },

    /** Whether service calls have the attribute by which ours are known again. */
    async canCorrelate(mapping: Mapping): Promise<boolean> {
      const { correlation } = mapping.attributes
      if (!correlation) return false
      try {
        await find(mapping.ticketType, { [correlation]: ['-'] }, { attrs: 'UUID', limit: 1 })
        return true
      } catch (error) {
        if (error instanceof NaumenRejected && error.message.includes(correlation)) return false
        throw error
      }
    },

    async createServiceCall(mapping: Mapping, wanted: NewServiceCall): Promise<ServiceCall> {
      const attrs = serviceCallAttributes(mapping)
      const body = serviceCallBody(mapping, wanted)
      return readServiceCall(mapping, await create(mapping.ticketType, body, attrs))
    },

    async findServiceCalls(mapping: Mapping, correlations: string[]): Promise<ServiceCall[]> {
      const filter = { [mapping.attributes.correlation]: correlations }
      const rows = await findAll(mapping.ticketType, filter, serviceCallAttributes(mapping))
      return rows.map((row) => readServiceCall(mapping, row))
    },

    hasServiceCall: async (uuid: string) => (await get(uuid, 'UUID')) !== null,

    /** With their descriptions. */
    async findServiceCallsOf(mapping: Mapping, employee: string): Promise<ServiceCall[]> {
      const attrs = serviceCallAttributes(mapping, true)
      const rows = await findAll(mapping.ticketType, byClient(employee), attrs)
      return rows.map((row) => readServiceCall(mapping, row))
    },

    async addFile(uuid: string, file: OutgoingFile) {
      const form = new FormData()
      const known = { filename: sentName(file.name), contentType: file.mime }
      form.append('file', file.bytes, { ...known, knownLength: file.bytes.length })
      const body = { bytes: form.getBuffer(), headers: form.getHeaders() }
      await call({ method: 'POST', target: `add-file/${uuid}`, body })
    },

    async listFiles(uuid: string): Promise<StoredFile[]> {
      return (await findAll('file', bySource(uuid))).map(readFileCard)
    },

    readFile: (uuid: string) => call({ method: 'GET', target: `get-file/${uuid}` }),
  }
}

// A method or an attribute can be "not found" too, and that says nothing of the object
function isAbsence({ status, message }: NaumenRejected, uuid: string): boolean {
  if (message.includes(uuid)) return /не найден/i.test(message) || status === 404
  return (status === 404 || status === 410) && !/метод|атрибут/i.test(message)
}

function objectOf(body: Buffer): NaumenObject {
  const value = parsed(body)
  if (typeof value === 'object' && value && !Array.isArray(value)) return value as NaumenObject
  throw new NaumenUnreachable(true, 'Naumen ответил не объектом')
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new NaumenUnreachable(true, 'Ответ Naumen оборван или испорчен', 'NOT_JSON')
  }
}
