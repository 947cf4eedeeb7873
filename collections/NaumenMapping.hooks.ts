import type { FieldHook } from 'payload'
import type { Config } from '../src/config'
import { engineOf } from './engine'

const attributes = {
  subject: 'shortDescr',
  description: 'descriptionRTF',
  category: 'category',
  correlation: 'botRequestId',
  rating: 'mark',
  ratingComment: 'markComment',
  deadline: 'deadLineTime',
}
type Attribute = keyof typeof attributes
type Setting =
  'ticketType' | 'agreement' | 'service' | 'categoryClass' | 'closedState' | 'reopenedState'
export type MappingField = Setting | `attributes.${Attribute}`

/** Until an admin has saved a value, the environment's holds. */
export const orConfigured =
  (field: MappingField): FieldHook =>
  ({ req, value }) =>
    value ?? configuredMapping(engineOf(req.payload).config)[field]

export function configuredMapping(
  config: Pick<
    Config,
    | 'NAUMEN_TICKET_TYPE'
    | 'NAUMEN_AGREEMENT'
    | 'NAUMEN_SERVICE'
    | 'NAUMEN_CATEGORY_CLASS'
    | 'NAUMEN_ATTRIBUTES'
  >,
): Record<MappingField, string | undefined> {
  const codes: Record<string, string> = { ...attributes, ...config.NAUMEN_ATTRIBUTES }
  const names = Object.keys(attributes) as Attribute[]
  return {
    ticketType: config.NAUMEN_TICKET_TYPE,
    agreement: config.NAUMEN_AGREEMENT,
    service: config.NAUMEN_SERVICE,
    categoryClass: config.NAUMEN_CATEGORY_CLASS,
    closedState: 'closed',
    reopenedState: 'resumed',
    ...(Object.fromEntries(names.map((name) => [`attributes.${name}`, codes[name]])) as Record<
      `attributes.${Attribute}`,
      string | undefined
    >),
  }
}
