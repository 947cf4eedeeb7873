import type { FieldHook, GlobalBeforeChangeHook } from 'payload'
import { defaultTexts } from '../src/domain/texts'

type Written = Record<string, string>

/**
 * What admins wrote stands in one column, by the texts' names: a new text of the bot is a line in
 * src/domain/texts.ts and nothing else. Only what differs from our words is stored.
 */
export const keepWritten: GlobalBeforeChangeHook = ({ data, originalDoc }) => {
  const written: Written = {}
  for (const [name, { text }] of Object.entries(defaultTexts)) {
    const value: unknown = data[name] === undefined ? originalDoc?.[name] : data[name]
    if (!isOurs(value, text)) written[name] = value as string
  }
  return { ...data, written }
}

/** Shows our words where nothing is written. */
export const writtenOrOurs =
  (name: string, text: string): FieldHook =>
  ({ siblingData }) =>
    (siblingData.written as Written | null | undefined)?.[name] ?? text

const tags = ['b', 'i', 'u', 's', 'code', 'a', 'pre', 'blockquote']

/** Telegram refuses a message with a broken tag, and a misspelt placeholder would be read by people. */
export function problemOfText(original: string, value: unknown): string | null {
  if (typeof value !== 'string' || !value.trim()) return null
  const known = placeholders(original)
  const unknown = placeholders(value).filter((name) => !known.includes(name))
  if (unknown.length) return `Бот не знает, что подставить вместо ${unknown.join(', ')}.`
  return problemOfTags(value)
}

function problemOfTags(value: string): string | null {
  const open: string[] = []
  for (const [whole, slash, name = ''] of value.matchAll(/<(\/?)([a-z-]+)[^<>]*>/gi)) {
    if (!tags.includes(name)) return `Telegram не умеет ${whole}.`
    if (!slash) open.push(name)
    else if (open.pop() !== name) return `Лишний или перепутанный ${whole}.`
  }
  return open.length ? `Не закрыт <${open.at(-1)}>.` : null
}

function placeholders(text: string): string[] {
  return text.match(/\{\w+\}/g) ?? []
}

function isOurs(value: unknown, text: string): boolean {
  return typeof value !== 'string' || !value.trim() || value === text
}
