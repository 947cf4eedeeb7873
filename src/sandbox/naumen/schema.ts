import type { Knobs } from './knobs'

export type AttributeKind =
  'string' | 'int' | 'bool' | 'date' | 'link' | 'links' | 'state' | 'aggregate' | 'computed'

export type Attribute = {
  kind: AttributeKind
  /** Classes a link may lead to; none = any. */
  to?: string[]
  /** The attributes an aggregate is made of; it reads as the first one that is filled. */
  of?: string[]
  readOnly?: boolean
}

export type ClassSchema = Record<string, Attribute>

/** The attributes a class has in this installation, which the knobs may have changed. */
export function schemaOf(className: string, knobs: Knobs): ClassSchema | undefined {
  const schema = classes[className]
  if (!schema) return undefined
  const absent = new Set(knobs.absentAttributes)
  if (!knobs.correlationAttributePresent) absent.add('serviceCall.botRequestId')
  const present = Object.entries(schema).filter(([code]) => !absent.has(`${className}.${code}`))
  const named = present.map(([code, attribute]) => [
    className === 'serviceCall' && code === 'descriptionRTF' ? knobs.descriptionAttribute : code,
    attribute,
  ])
  return Object.fromEntries(named) as ClassSchema
}

/** The types (fqn) of every class; a class without types is its own. */
export const typesOf: Record<string, string[]> = {
  root: ['root'],
  ou: ['ou$ou', 'ou$company'],
  employee: ['employee$employee'],
  team: ['team$team', 'team$baseteam'],
  serviceCall: ['serviceCall$serviceCall', 'serviceCall$call', 'serviceCall$request'],
  agreement: ['agreement$agreement'],
  slmService: ['slmService$slmService'],
  comment: ['comment'],
  file: ['file'],
  KB: ['KB$KBArticle', 'KB$KBArticleOpen'],
  catalogs: ['catalogs$category', 'catalogs$mark'],
  urgency: ['urgency'],
  impact: ['impact'],
  priority: ['priority'],
  closureCode: ['closureCode'],
}

const PEOPLE = ['employee', 'ou']
const common = {
  ...every('string', 'title'),
  UUID: { kind: 'string', readOnly: true },
  metaClass: { kind: 'string', readOnly: true },
  creationDate: { kind: 'date', readOnly: true },
  lastModifiedDate: { kind: 'date', readOnly: true },
  ...every('date', 'removalDate'),
  ...every('bool', 'removed'),
  ...links('author', ['employee']),
} satisfies ClassSchema

const catalogItem = {
  ...common,
  ...every('string', 'code description'),
  ...every('int', 'order'),
} satisfies ClassSchema

const classes: Record<string, ClassSchema> = {
  root: common,
  ou: {
    ...common,
    ...every('int', 'number'),
    ...every('string', 'adress'),
    ...links('parent', ['ou', 'root']),
    ...links('head', ['employee']),
  },
  employee: {
    ...common,
    ...every('string', 'lastName firstName middleName login email post telegramId telegram'),
    ...every('string', 'internalPhoneNumber cityPhoneNumber mobilePhoneNumber homePhoneNumber'),
    ...every('string', 'privateCode employeeID commentAuthorAlias'),
    ...every('int', 'number'),
    ...every('date', 'dateOfBirth'),
    ...every('bool', 'performer isEmployeeLocked employeeForIntegration'),
    ...links('parent', ['ou']),
    ...links('immediateSupervisor', ['employee']),
    isEmployeeActive: { kind: 'computed' },
  },
  team: { ...common, ...links('leader', ['employee']), members: setOf(['employee']) },
  agreement: {
    ...common,
    ...every('string', 'state'),
    services: setOf(['slmService']),
    recipientsOU: setOf(['ou']),
  },
  slmService: { ...common, ...every('string', 'state description') },
  serviceCall: {
    ...common,
    number: { kind: 'int', readOnly: true },
    state: { kind: 'state' },
    ...every('string', 'shortDescr descriptionRTF description clientName clientEmail clientPhone'),
    ...every('string', 'solution resultDescr wayAddressing botRequestId markComment sourceMesId'),
    ...every('date', 'stateStartTime registrationDate requestDate startTime deadLineTime'),
    ...every('date', 'responsibleStartTime'),
    ...every('bool', 'massProblem'),
    ...links('clientEmployee responsibleEmployee registrar solvedByEmployee', ['employee']),
    ...links('clientOU', ['ou']),
    ...links('responsibleTeam solvedByTeam', ['team']),
    ...links('agreement', ['agreement']),
    ...links('service', ['slmService']),
    ...links('category mark', ['catalogs']),
    ...links('urgency', ['urgency']),
    ...links('impact', ['impact']),
    ...links('priority', ['priority']),
    ...links('codeOfClosing', ['closureCode']),
    client: { kind: 'aggregate', of: ['clientEmployee', 'clientOU'], to: PEOPLE },
    responsible: {
      kind: 'aggregate',
      of: ['responsibleEmployee', 'responsibleTeam'],
      to: ['employee', 'team'],
    },
    files: { kind: 'computed' },
    ContentFiles: { kind: 'computed' },
    lastComment: { kind: 'computed' },
  },
  comment: {
    ...common,
    ...every('string', 'text'),
    ...every('bool', 'private'),
    ...links('source', []),
    files: setOf(['file']),
  },
  file: {
    ...common,
    ...every('string', 'mimeType description sha256 relation'),
    ...every('int', 'fileSize'),
    ...links('source', []),
  },
  KB: { ...common, ...every('string', 'text'), ...links('parent', ['KB']) },
  catalogs: { ...catalogItem, ...links('parent', ['catalogs']) },
  urgency: catalogItem,
  impact: catalogItem,
  priority: catalogItem,
  closureCode: catalogItem,
}

function every(kind: AttributeKind, codes: string): ClassSchema {
  return Object.fromEntries(codes.split(' ').map((code) => [code, { kind }]))
}

function links(codes: string, to: string[]): ClassSchema {
  return Object.fromEntries(codes.split(' ').map((code) => [code, { kind: 'link', to }]))
}

function setOf(to: string[]): Attribute {
  return { kind: 'links', to }
}
