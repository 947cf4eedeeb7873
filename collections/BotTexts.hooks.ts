import type { FieldBase } from 'payload'

/** Stores only what differs from our words; shows our words where nothing is stored. */
export function keepIfChanged(text: string): NonNullable<FieldBase['hooks']> {
  return {
    beforeChange: [({ value }) => (isOurs(value, text) ? null : value)],
    afterRead: [({ value }) => value ?? text],
  }
}

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
