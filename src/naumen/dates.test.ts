import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fromNaumenDate, toNaumenDate } from './dates'

test('a date of Naumen is read in its server’s zone', () => {
  expect(fromNaumenDate('2026.11.22 14:05:09', 'Europe/Moscow')?.toISOString()).toBe(
    '2026-11-22T11:05:09.000Z',
  )
  expect(fromNaumenDate('2026-11-22 14:05', 'Asia/Yekaterinburg')?.toISOString()).toBe(
    '2026-11-22T09:05:00.000Z',
  )
  for (const nothing of [null, '', 'вчера']) expect(fromNaumenDate(nothing, 'UTC')).toBeNull()
})

test('a date written to Naumen is read back as the same second', () => {
  const zone = fc.constantFrom('Europe/Moscow', 'Asia/Vladivostok', 'UTC', 'America/New_York')
  const date = fc.date({
    min: new Date('1990-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(date, zone, (moment, timeZone) => {
      const second = new Date(Math.floor(moment.getTime() / 1000) * 1000)
      const back = fromNaumenDate(toNaumenDate(second, timeZone), timeZone)
      // The hour that clocks repeat in autumn has two readings
      expect([0, 3_600_000]).toContain(Math.abs((back?.getTime() ?? 0) - second.getTime()))
    }),
  )
})
