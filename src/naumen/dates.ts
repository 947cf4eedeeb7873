/**
 * Naumen writes `yyyy.MM.dd HH:mm:ss` without a zone, in the server's own (NAUMEN.md §2): which one
 * that is comes from the configuration.
 */
export function fromNaumenDate(text: unknown, timeZone: string): Date | null {
  const found = /^(\d{4})[.-](\d\d)[.-](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/.exec(
    String(text ?? ''),
  )
  if (!found) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  // The offset is asked for twice, because it may change between the guess and the moment meant
  const guess = wall - offsetAt(wall, timeZone)
  return new Date(wall - offsetAt(guess, timeZone))
}

export function toNaumenDate(date: Date, timeZone: string): string {
  const wall = new Date(date.getTime() + offsetAt(date.getTime(), timeZone)).toISOString()
  return `${wall.slice(0, 10).replaceAll('-', '.')} ${wall.slice(11, 19)}`
}

/** Milliseconds the zone's clocks are ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  const name =
    formatFor(timeZone)
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const found = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name)
  if (!found) return 0
  const [, sign, hours, minutes, seconds = '0'] = found
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return size * (sign === '-' ? -1000 : 1000)
}

// Made once: it costs more than everything else about a date, and lists hold thousands of dates
const formats = new Map<string, Intl.DateTimeFormat>()
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, made)
  return made
}
