/** Naumen writes dates without a zone, in the server's own: `yyyy.MM.dd HH:mm:ss`. */
export function formatDate(time: number, timeZone: string): string {
  const p = partsIn(time, timeZone)
  return `${p.year}.${p.month}.${p.day} ${p.hour}:${p.minute}:${p.second}`
}

/** Reads `yyyy.MM.dd HH:mm:ss` and `yyyy-MM-dd HH:mm:ss`, seconds and time optional. */
export function parseDate(text: string, timeZone: string): number | undefined {
  const found = /^(\d{4})[.-](\d\d)[.-](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim())
  if (!found) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const wanted = Date.UTC(year, month - 1, day, hour, minute, second)
  const guess = wanted - offsetAt(wanted, timeZone)
  // A second look: the offset at the guessed moment may differ near a change of clocks.
  return wanted - offsetAt(guess, timeZone)
}

function offsetAt(time: number, timeZone: string): number {
  const p = partsIn(time, timeZone)
  const local = Date.UTC(+p.year, +p.month - 1, +p.day, +p.hour, +p.minute, +p.second)
  return local - Math.floor(time / 1000) * 1000
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

function partsIn(time: number, timeZone: string): Record<Part, string> {
  const parts = formatterFor(timeZone).formatToParts(time)
  return Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Record<Part, string>
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string) {
  const kept = formatters.get(timeZone)
  if (kept) return kept
  const two = '2-digit'
  const options = { month: two, day: two, hour: two, minute: two, second: two } as const
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    hourCycle: 'h23',
    ...options,
  })
  formatters.set(timeZone, made)
  return made
}
