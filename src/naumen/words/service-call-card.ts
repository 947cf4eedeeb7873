import type { Mapping } from '../mapping'
import { employeeOf, linkOf, type NaumenObject, type Person, textOf, uuidOf } from './value'

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
