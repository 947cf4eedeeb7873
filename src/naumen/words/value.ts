/** An object as Naumen writes it: links are `{UUID, title}`, empty is null. */
export type NaumenObject = Record<string, unknown>

export type Person = { uuid: string; name: string }

export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value : ''
}

export function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

export const linkOf = (value: unknown): NaumenObject =>
  typeof value === 'object' && value ? (value as NaumenObject) : {}
export const titleOf = (value: unknown) => textOf(linkOf(value).title)
export const uuidOf = (value: unknown) =>
  typeof value === 'string' ? value : textOf(linkOf(value).UUID)

export function employeeOf(value: unknown): Person | null {
  const uuid = uuidOf(value)
  return uuid.startsWith('employee$') ? { uuid, name: titleOf(value) } : null
}
