import { saidIn } from '../../domain/said'
import { dateFormat } from '../kit/date-format'
import type { FlattenedField, Option, StaticLabel } from 'payload'

/** How a value of the log is told: the panel's language and zone, and names of documents. */
export type Telling = {
  language: 'ru' | 'en'
  timeZone: string
  titleOf: (collection: string, id: unknown) => string | undefined
}
type Doc = Record<string, unknown>

/** The label of a field as the panel shows it; its name where it has none (any more). */
export function labelOf(field: FlattenedField | undefined, name: string, language: string): string {
  const label = field && 'label' in field ? (field.label as StaticLabel | false) : null
  return spoken(label ?? (name === 'rows' ? exported : null), language) ?? name
}

/** What the log keeps of an export is no field of a document. */
const exported = { ru: 'Выгружено строк', en: 'Rows exported' }

/** A value in words, one line a part; '' for nothing. */
export function valueInWords(
  value: unknown,
  field: FlattenedField | undefined,
  telling: Telling,
): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return yesOrNo(value, telling.language)
  switch (field?.type) {
    case 'select':
    case 'radio':
      return listOf(value)
        .map((one) => optionOf(field.options, one, telling))
        .join(', ')
    case 'date':
      return dateOf(value, telling)
    case 'array':
      return rowsOf(value, field.flattenedFields, telling)
    case 'group':
      return fieldsOf(value as Doc, field.flattenedFields, telling).join('\n')
    case 'richText':
      return textOf((value as { root?: Node }).root ?? {}).trim()
    case 'relationship':
    case 'upload':
      return listOf(value)
        .map((one) => documentOf(one, field.relationTo, telling))
        .join(', ')
    default:
      return plainly(value)
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function plainly(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainly).join(', ')
  return typeof value === 'object' && value ? JSON.stringify(value, null, 2) : String(value)
}

function rowsOf(value: unknown, fields: FlattenedField[], telling: Telling): string {
  return listOf(value)
    .map((row, at) => `${at + 1}. ${fieldsOf(row as Doc, fields, telling).join(' · ')}`)
    .join('\n')
}

function fieldsOf(doc: Doc, fields: FlattenedField[], telling: Telling): string[] {
  return fields.flatMap((field) => {
    if (field.name === 'id') return []
    const text = valueInWords(doc[field.name], field, telling)
    return text ? [`${labelOf(field, field.name, telling.language)}: ${text}`] : []
  })
}

function optionOf(options: Option[], value: unknown, { language }: Telling): string {
  const found = options.find((one) => typeof one === 'object' && one.value === value)
  const label = typeof found === 'object' ? (found.label as StaticLabel) : null
  return spoken(label, language) ?? String(value)
}

function dateOf(value: unknown, { language, timeZone }: Telling): string {
  const at = new Date(value as string)
  if (Number.isNaN(at.getTime())) return String(value)
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone } as const
  return dateFormat(language, format).format(at)
}

function documentOf(value: unknown, relationTo: string | string[], telling: Telling): string {
  const id = typeof value === 'object' && value ? (value as { id?: unknown }).id : value
  return (typeof relationTo === 'string' && telling.titleOf(relationTo, id)) || String(id)
}

type Node = { text?: string; type?: string; children?: Node[] }
const blocks = new Set(['paragraph', 'quote', 'listitem', 'heading', 'linebreak'])

/** Words of a rich text without its formatting. */
function textOf(node: Node): string {
  const inside = (node.children ?? []).map(textOf).join('')
  const mark = node.type === 'listitem' ? '• ' : ''
  return `${mark}${node.text ?? ''}${inside}${blocks.has(node.type ?? '') ? '\n' : ''}`
}

function spoken(label: StaticLabel | false | null | undefined, language: string) {
  if (!label) return null
  if (typeof label === 'string') return label
  return label[language] ?? label.ru ?? null
}

const yesOrNo = (value: boolean, language: string) =>
  saidIn(language, value ? { ru: 'да', en: 'yes' } : { ru: 'нет', en: 'no' })
