import type { Employee } from '../domain/employee'

/**
 * Our words ⇄ Naumen's. Naumen's attribute codes stand here and nowhere else; those that differ from
 * one installation to the next come from the `naumen-mapping` global.
 */
export type Mapping = {
  ticketType: string
  /** Mandatory in most installations. */
  agreement?: string
  service?: string
  categoryClass: string
  /** Attribute of a category with its place among its siblings; without one the order is the bot's own. */
  categoryOrder?: string
  /** An empty code means: this Naumen has no such attribute. */
  attributes: Record<AttributeName, string>
  /** The state a client's confirmation leads to, and their «works not» (NAUMEN.md, state codes). */
  states: { closed: string; reopened: string }
  /** Stars → item of Naumen's catalogue; empty where it takes numbers. */
  ratings: Record<number, string>
}

export type AttributeName =
  'subject' | 'description' | 'category' | 'correlation' | 'rating' | 'ratingComment' | 'deadline'

const defaultAttributes: Record<AttributeName, string> = {
  subject: 'shortDescr',
  description: 'descriptionRTF',
  category: 'category',
  correlation: 'botRequestId',
  rating: 'mark',
  ratingComment: 'markComment',
  deadline: 'deadLineTime',
}

type FirstValues = {
  NAUMEN_TICKET_TYPE: string
  NAUMEN_AGREEMENT?: string
  NAUMEN_SERVICE?: string
  NAUMEN_CATEGORY_CLASS: string
  NAUMEN_ATTRIBUTES: Record<string, string>
  NAUMEN_RATINGS?: Record<string, string>
}
type Saved = {
  ticketType?: string | null
  agreement?: string | null
  service?: string | null
  categoryClass?: string | null
  categoryOrder?: string | null
  closedState?: string | null
  reopenedState?: string | null
  attributes?: Partial<Record<AttributeName, string | null>> | null
  ratings?: { mark: number; uuid: string }[] | null
}

/** The mapping in force: what an admin saved wins over the environment's first values. */
export function mappingOf(saved: Saved | null, first: FirstValues): Mapping {
  const attributes = { ...defaultAttributes, ...first.NAUMEN_ATTRIBUTES }
  for (const [name, code] of Object.entries(saved?.attributes ?? {}))
    if (typeof code === 'string') attributes[name as AttributeName] = code.trim()
  return {
    ticketType: saved?.ticketType || first.NAUMEN_TICKET_TYPE,
    agreement: saved?.agreement || first.NAUMEN_AGREEMENT,
    service: saved?.service || first.NAUMEN_SERVICE,
    categoryClass: saved?.categoryClass || first.NAUMEN_CATEGORY_CLASS,
    categoryOrder: saved?.categoryOrder?.trim() || undefined,
    attributes,
    states: { closed: saved?.closedState || 'closed', reopened: saved?.reopenedState || 'resumed' },
    ratings: saved?.ratings?.length
      ? Object.fromEntries(saved.ratings.map(({ mark, uuid }) => [mark, uuid]))
      : (first.NAUMEN_RATINGS ?? {}),
  }
}

/** An object as Naumen writes it: links are `{UUID, title}`, empty is null. */
export type NaumenObject = Record<string, unknown>

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

/** A ticket ready to become a service call. Texts are plain but `description`, which is HTML. */
export type NewServiceCall = {
  /** Our id, by which it is known again. */
  correlation: string
  clientEmployee: string
  subject: string
  description: string
  /** UUID of the topic in Naumen's catalogue. */
  category?: string
}

export type ServiceCall = {
  uuid: string
  number: number | null
  title: string
  state: string
  correlation: string
  description: string
}

export function serviceCallBody(mapping: Mapping, call: NewServiceCall): NaumenObject {
  const { subject, description, category, correlation } = mapping.attributes
  const body: NaumenObject = {
    metaClass: mapping.ticketType,
    clientEmployee: call.clientEmployee,
    agreement: mapping.agreement,
    service: mapping.service,
    [subject]: call.subject,
    [description]: call.description,
    [category]: call.category,
    [correlation]: call.correlation,
  }
  const filled = Object.entries(body).filter(([code, value]) => code && value !== undefined)
  return Object.fromEntries(filled)
}

export const serviceCallAttributes = (mapping: Mapping, description = false) =>
  [
    'UUID,number,title,state',
    mapping.attributes.correlation,
    description && mapping.attributes.description,
  ]
    .filter(Boolean)
    .join(',')

export function readServiceCall(mapping: Mapping, raw: NaumenObject): ServiceCall {
  const { correlation, description } = mapping.attributes
  return {
    uuid: textOf(raw.UUID),
    number: typeof raw.number === 'number' ? raw.number : null,
    title: textOf(raw.title),
    state: textOf(raw.state),
    correlation: textOf(raw[correlation]),
    description: textOf(raw[description]),
  }
}

/** The class of our type: portal and mail may file other types of it. */
export const ticketClass = ({ ticketType }: Mapping) => ticketType.split('$')[0] ?? ticketType

export const byStates = (states: string[]) => ({ state: states })

/** What is asked of every open service call at every look. */
export const glanceAttributes = 'UUID,state,responsible,clientEmployee,lastModifiedDate'.split(',')

/** A service call at a look over all of them. */
export type ServiceCallGlance = {
  uuid: string
  state: string
  /** Naumen's own word for the state, where the interface gives one. */
  stateTitle: string
  /** An employee; a team alone is nobody yet. */
  responsible: Person | null
  /** UUID of the employee who asked. */
  client: string
  /** As Naumen writes it: only ever compared with itself; '' where it tells none. */
  modified: string
}
export type Person = { uuid: string; name: string }

/** Everything we keep of a service call, dates as Naumen writes them. */
export type ServiceCallCard = ServiceCallGlance & {
  number: number | null
  title: string
  correlation: string
  subject: string
  /** HTML. */
  description: string
  /** UUID of the topic in the catalogue. */
  category: string
  registered: string
  deadline: string
  /** When it came into its state. */
  since: string
}

export const cardAttributes = ({ attributes }: Mapping) =>
  [
    ...glanceAttributes,
    ...['number', 'title', 'responsibleEmployee', 'registrationDate', 'creationDate'],
    'stateStartTime',
    ...[attributes.correlation, attributes.deadline, attributes.subject],
    ...[attributes.description, attributes.category],
  ].filter(Boolean)

export function readGlance(raw: NaumenObject): ServiceCallGlance {
  const state = linkOf(raw.state)
  return {
    uuid: textOf(raw.UUID),
    state: textOf(raw.state) || textOf(state.code),
    stateTitle: textOf(state.title),
    responsible: employeeOf(raw.responsibleEmployee) ?? employeeOf(raw.responsible),
    client: uuidOf(raw.clientEmployee),
    modified: textOf(raw.lastModifiedDate),
  }
}

export function readCard({ attributes }: Mapping, raw: NaumenObject): ServiceCallCard {
  return {
    ...readGlance(raw),
    number: typeof raw.number === 'number' ? raw.number : null,
    title: textOf(raw.title),
    correlation: textOf(raw[attributes.correlation]),
    subject: textOf(raw[attributes.subject]),
    description: textOf(raw[attributes.description]),
    category: uuidOf(raw[attributes.category]),
    registered: textOf(raw.registrationDate) || textOf(raw.creationDate),
    deadline: textOf(raw[attributes.deadline]),
    since: textOf(raw.stateStartTime),
  }
}

/** By these a change of a comment is seen; `text` where comments have no date of their own. */
export const commentGlanceAttributes = 'UUID,source,private,lastModifiedDate,files'.split(',')
export const wholeCommentAttributes = [...commentGlanceAttributes, 'text', 'author', 'creationDate']

export type Comment = {
  uuid: string
  /** UUID of the service call it stands on. */
  source: string
  /** Null when Naumen does not tell: it is not shown to anybody then. */
  isPrivate: boolean | null
  modified: string
  /** HTML; null when it was not asked for. */
  text: string | null
  author: Person | null
  created: string
  /** UUIDs of its files. */
  files: string[]
}

export function readComment(raw: NaumenObject): Comment {
  const author = linkOf(raw.author)
  const files = Array.isArray(raw.files) ? raw.files : []
  return {
    uuid: textOf(raw.UUID),
    source: uuidOf(raw.source),
    isPrivate: booleanOf(raw.private),
    modified: textOf(raw.lastModifiedDate),
    text: raw.text === undefined ? null : textOf(raw.text),
    author: author.UUID ? { uuid: textOf(author.UUID), name: textOf(author.title) } : null,
    created: textOf(raw.creationDate),
    files: files.map(uuidOf).filter(Boolean),
  }
}

/** What `find/file` tells of a file beside its bytes. */
export type FileCard = StoredFile & { mime: string; source: string }

export const readFileDetails = (raw: NaumenObject): FileCard => ({
  ...readFileCard(raw),
  mime: textOf(raw.mimeType),
  source: uuidOf(raw.source),
})

export const bySources = (uuids: string[]) => ({ source: uuids })
export const byClient = (employee: string) => ({ clientEmployee: employee })
export const bySource = (uuid: string) => ({ source: uuid })

export type NewComment = {
  /** UUID of the service call. */
  source: string
  /** HTML. */
  text: string
  /** UUID of an employee; without one, the owner of our key. */
  author?: string
  private: boolean
}

export const commentBody = ({ source, text, author, private: isPrivate }: NewComment) => ({
  source,
  text,
  ...(author ? { author } : {}),
  private: isPrivate,
})

/** A comment as it is compared with what we have said. */
export type PostedComment = {
  uuid: string
  author: string
  html: string
  private: boolean
  at: Date | null
}

export const commentAttributes = 'UUID,author,text,private,creationDate'

export const readPostedComment = (
  raw: NaumenObject,
  readDate: (text: unknown) => Date | null,
): PostedComment => ({
  uuid: textOf(raw.UUID),
  author: uuidOf(raw.author),
  html: textOf(raw.text),
  private: raw.private === true,
  at: readDate(raw.creationDate),
})

export type Rating = { mark: number | null; words: string }

export const ratingAttributes = ({ attributes: { rating, ratingComment } }: Mapping) =>
  ['UUID', rating, ratingComment].filter(Boolean).join(',')

export function ratingBody({ attributes, ratings }: Mapping, { mark, words }: Rating) {
  const body = [
    [attributes.rating, mark && (ratings[mark] ?? mark)],
    [attributes.ratingComment, words],
  ]
  return Object.fromEntries(body.filter(([code, value]) => code && value)) as NaumenObject
}

export function saysRating(mapping: Mapping, raw: NaumenObject, rating: Rating): boolean {
  const wanted = Object.entries(ratingBody(mapping, rating))
  return wanted.every(([code, value]) =>
    [textOf(raw[code]), uuidOf(raw[code])].includes(String(value)),
  )
}

export type CatalogueItem = {
  uuid: string
  title: string
  /** UUID of the item above it, or '' at the top. */
  parent: string
  archived: boolean
  /** Naumen's own order, where the catalogue keeps one. */
  order: number | null
}

/** What of a catalogue's item is written; only what is named. A parent of '' means the top. */
export type CatalogueChange = Partial<Omit<CatalogueItem, 'uuid'>>

type OrderOf = Pick<Mapping, 'categoryOrder'>

/** No title of ours is longer, so that a longer one of Naumen's is not taken for a change of ours. */
const LONGEST_TITLE = 200

export function readCatalogueItem(raw: NaumenObject, { categoryOrder }: OrderOf): CatalogueItem {
  const order = raw[categoryOrder ?? 'order']
  return {
    uuid: textOf(raw.UUID),
    title: textOf(raw.title).replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).trim(),
    parent: uuidOf(raw.parent),
    archived: raw.removed === true,
    order: typeof order === 'number' ? order : null,
  }
}

export function catalogueBody({ categoryOrder }: OrderOf, change: CatalogueChange): NaumenObject {
  const { title, parent, archived, order } = change
  return {
    ...(title !== undefined && { title }),
    ...(parent !== undefined && { parent: parent || null }),
    ...(archived !== undefined && { removed: archived }),
    ...(categoryOrder && typeof order === 'number' && { [categoryOrder]: Math.round(order) }),
  }
}

export type StoredFile = { uuid: string; name: string; size: number | null }

/** Which attribute holds a file's size is in no public source: null where none does. */
export function readFileCard(raw: NaumenObject): StoredFile {
  const size = [raw.fileSize, raw.size, raw.length].map(Number).find((value) => value > 0)
  return { uuid: textOf(raw.UUID), name: textOf(raw.title), size: size ?? null }
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : ''
}

function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

const linkOf = (value: unknown): NaumenObject =>
  typeof value === 'object' && value ? (value as NaumenObject) : {}
const titleOf = (value: unknown) => textOf(linkOf(value).title)
const uuidOf = (value: unknown) => (typeof value === 'string' ? value : textOf(linkOf(value).UUID))

function employeeOf(value: unknown): Person | null {
  const uuid = uuidOf(value)
  return uuid.startsWith('employee$') ? { uuid, name: titleOf(value) } : null
}
