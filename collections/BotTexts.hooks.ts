import type { FieldHook, GlobalBeforeChangeHook } from 'payload'
import { defaultTexts } from '../src/domain/texts'

export { problemOfText } from '../src/domain/text-problems'

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

function isOurs(value: unknown, text: string): boolean {
  return typeof value !== 'string' || !value.trim() || value === text
}
