import type { Mapping } from '../mapping'
import { type NaumenObject, textOf } from './value'

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

export const byClient = (employee: string) => ({ clientEmployee: employee })
