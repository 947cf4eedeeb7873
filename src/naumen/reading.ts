import type { Walk } from './client'
import { NaumenRejected, NaumenUnreachable } from './errors'
import type { Mapping } from './mapping'
import {
  bySources,
  type Comment,
  wholeCommentAttributes,
  commentGlanceAttributes,
  readComment,
} from './words/comment'
import { byUuid } from './words/employee'
import { type FileCard, readFileDetails } from './words/file'
import { byClient, ticketClass } from './words/service-call'
import {
  byStates,
  cardAttributes,
  glanceAttributes,
  readCard,
  readGlance,
  type ServiceCallCard,
  type ServiceCallGlance,
} from './words/service-call-card'
import type { NaumenObject } from './words/value'

type Filter = Record<string, unknown>
type Door = {
  findAll(fqn: string, filter: Filter, attrs?: string, walk?: Walk): Promise<NaumenObject[]>
  get(uuid: string, attrs?: string): Promise<NaumenObject | null>
}

/** So many in one filter: a body of some 10 KB. */
const BATCH = 500
const CALLS_A_PAGE = 1000
const COMMENTS_A_PAGE = 2000
const TRUST_MS = 10 * 60_000
const QUICK_MS = 5000

/**
 * What goes on in Naumen, read in few calls whatever the number of tickets. An attribute this Naumen
 * lacks is left out, and asked for again some minutes later.
 */
export function createReading(door: Door) {
  const findAll: Door['findAll'] = (...asked) => onceMore(() => door.findAll(...asked))
  const get: Door['get'] = (...asked) => onceMore(() => door.get(...asked))
  const lacking = new Map<string, number>()
  const isLacking = (fqn: string, code: string) =>
    (lacking.get(`${fqn} ${code}`) ?? 0) > performance.now()
  let datelessUntil = 0

  /** Asks without the attributes that this Naumen says it does not know. */
  async function without<T>(fqn: string, codes: string[], ask: (attrs?: string) => Promise<T>) {
    let left = codes.filter((code) => !isLacking(fqn, code))
    for (;;) {
      try {
        return await ask(left.join(',') || undefined)
      } catch (error) {
        const named = error instanceof NaumenRejected ? namedIn(error.message, left) : []
        if (!named.length) throw error
        for (const code of named) lacking.set(`${fqn} ${code}`, performance.now() + TRUST_MS)
        left = left.filter((code) => !named.includes(code))
      }
    }
  }

  const byUuids = async (fqn: string, uuids: string[], codes: string[]) => {
    const found = batches(uuids).map((batch) =>
      without(fqn, codes, (attrs) =>
        findAll(fqn, byUuid(batch), attrs, { size: CALLS_A_PAGE, most: batch.length, fits: true }),
      ),
    )
    return (await Promise.all(found)).flat()
  }

  const comments = async (sources: string[], codes: string[]) => {
    const found = batches(sources).map((batch) =>
      without('comment', codes, (attrs) =>
        findAll('comment', bySources(batch), attrs, { size: COMMENTS_A_PAGE, fits: true }),
      ),
    )
    return (await Promise.all(found)).flat().map(readComment)
  }

  return {
    /** All in one of these states, whoever's. Whoever is missing may be there all the same. */
    async findOpenCalls(mapping: Mapping, states: string[]): Promise<ServiceCallGlance[]> {
      const fqn = ticketClass(mapping)
      const rows = await without(fqn, glanceAttributes, (attrs) =>
        findAll(fqn, byStates(states), attrs, { size: CALLS_A_PAGE }),
      )
      return rows.map(readGlance)
    },

    async findGlances(mapping: Mapping, uuids: string[]): Promise<ServiceCallGlance[]> {
      const fqn = ticketClass(mapping)
      return (await byUuids(fqn, uuids, glanceAttributes)).map(readGlance)
    },

    async findCards(mapping: Mapping, uuids: string[]): Promise<ServiceCallCard[]> {
      const codes = cardAttributes(mapping)
      const rows = await byUuids(ticketClass(mapping), uuids, codes)
      return rows.map((row) => readCard(mapping, row))
    },

    async findCardsOf(mapping: Mapping, employee: string): Promise<ServiceCallCard[]> {
      const fqn = ticketClass(mapping)
      const rows = await without(fqn, cardAttributes(mapping), (attrs) =>
        findAll(fqn, byClient(employee), attrs, { size: CALLS_A_PAGE }),
      )
      return rows.map((row) => readCard(mapping, row))
    },

    /** Null when there is none. */
    async getCard(mapping: Mapping, uuid: string): Promise<ServiceCallCard | null> {
      const fqn = ticketClass(mapping)
      const row = await without(fqn, cardAttributes(mapping), (attrs) => get(uuid, attrs))
      return row && readCard(mapping, row)
    },

    /** Private ones too, without words and authors: only to see what changed. */
    async glanceAtComments(serviceCalls: string[]): Promise<Comment[]> {
      const dateless = datelessUntil > performance.now()
      const codes = dateless ? [...commentGlanceAttributes, 'text'] : commentGlanceAttributes
      const found = await comments(serviceCalls, codes)
      if (dateless || !found.length || found.some(({ modified }) => modified)) return found
      // Comments have no date of change here: their words must tell
      datelessUntil = performance.now() + TRUST_MS
      return comments(serviceCalls, [...commentGlanceAttributes, 'text'])
    },

    findComments: (serviceCalls: string[]): Promise<Comment[]> =>
      comments(serviceCalls, wholeCommentAttributes),

    /** Null when there is none. */
    async getComment(uuid: string): Promise<Comment | null> {
      const row = await without('comment', wholeCommentAttributes, (attrs) => get(uuid, attrs))
      return row && readComment(row)
    },

    /** Files that stand on these objects, without their bytes. */
    async findFilesOn(sources: string[]): Promise<FileCard[]> {
      const found = batches(sources).map((batch) =>
        findAll('file', bySources(batch), undefined, { size: CALLS_A_PAGE, fits: true }),
      )
      return (await Promise.all(found)).flat().map(readFileDetails)
    },

    findFiles: async (uuids: string[]): Promise<FileCard[]> =>
      (await byUuids('file', uuids, [])).map(readFileDetails),
  }
}

/**
 * A connection kept open may be closed by the other side just as we use it: to read once more does no
 * harm. A Naumen that takes its time is not asked twice.
 */
async function onceMore<T>(ask: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await ask()
  } catch (error) {
    const isBroken = error instanceof NaumenUnreachable && error.ambiguous
    if (!isBroken || performance.now() - started > QUICK_MS) throw error
    return ask()
  }
}

function batches(uuids: string[]): string[][] {
  const count = Math.ceil(uuids.length / BATCH)
  return Array.from({ length: count }, (_, at) => uuids.slice(at * BATCH, (at + 1) * BATCH))
}

/** UUID is no attribute that may be lacking: words about an object hold it too. */
const namedIn = (words: string, codes: string[]) =>
  codes.filter((code) => code !== 'UUID' && new RegExp(`(^|[^\\w$])${code}($|[^\\w$])`).test(words))
