/** One line for a Russian Excel: semicolons, quotes where they are needed, no formulas. */
export const csvLine = (cells: (string | null)[]) => `${cells.map(cell).join(';')}\r\n`

function cell(value: string | null): string {
  const text = harmless(value ?? '')
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Excel runs whatever begins like a formula: names come from outside. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** Which fields a list is filtered by, never by which values. */
export function filterNames({ where, search }: Record<string, unknown>): string[] {
  const names = new Set(namesIn(where))
  if (typeof search === 'string' && search) names.add('search')
  return [...names].sort()
}

function namesIn(where: unknown): string[] {
  if (typeof where !== 'object' || where === null) return []
  if (Array.isArray(where)) return where.flatMap(namesIn)
  return Object.entries(where).flatMap(([name, inside]) =>
    name === 'and' || name === 'or' ? namesIn(Object.values(inside as object)) : [name],
  )
}
