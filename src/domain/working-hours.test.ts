import { expect, test } from 'vitest'
import {
  closedReply,
  isOpen,
  nextOpening,
  openingInWords,
  ourReply,
  type WorkingHours,
} from './working-hours'

const zone = 'Europe/Moscow'
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))
const usual: WorkingHours = { enabled: true, reply: '', days: weekdays, holidays: [] }

/** By the clock of Moscow, which is three hours ahead all year. */
const moscow = (at: string) => new Date(`${at}:00+03:00`)
const isOpenAt = (at: string, hours = usual) => isOpen(hours, moscow(at), zone)
const opensAfter = (at: string, hours = usual) => {
  const now = moscow(at)
  return openingInWords(nextOpening(hours, now, zone), now, zone)
}

// 23 November 2026 is a Monday
test.each([
  ['2026-11-23T08:59', false],
  ['2026-11-23T09:00', true],
  ['2026-11-23T17:59', true],
  ['2026-11-23T18:00', false],
  ['2026-11-21T12:00', false],
  ['2026-11-22T12:00', false],
])('at %s the support works: %s', (at, open) => {
  expect(isOpenAt(at)).toBe(open)
})

test('where working hours are switched off, it is never closed', () => {
  expect(isOpenAt('2026-11-22T03:00', { ...usual, enabled: false })).toBe(true)
})

test('where no working day is named, it is never closed', () => {
  expect(isOpenAt('2026-11-22T03:00', { ...usual, days: [] })).toBe(true)
})

test('over lunch it is closed when the day has two intervals', () => {
  const hours = {
    ...usual,
    days: [
      { day: 1, from: '13:00', to: '18:00' },
      { day: 1, from: '09:00', to: '12:00' },
    ],
  }
  expect(isOpenAt('2026-11-23T11:59', hours)).toBe(true)
  expect(isOpenAt('2026-11-23T12:30', hours)).toBe(false)
  expect(opensAfter('2026-11-23T12:30', hours)).toBe('сегодня в 13:00')
  expect(opensAfter('2026-11-23T07:00', hours)).toBe('сегодня в 09:00')
})

test('a night shift goes on into the next day', () => {
  const hours = { ...usual, days: [{ day: 7, from: '22:00', to: '06:00' }] }
  expect(isOpenAt('2026-11-22T21:59', hours)).toBe(false)
  expect(isOpenAt('2026-11-22T23:00', hours)).toBe(true)
  expect(isOpenAt('2026-11-23T05:59', hours)).toBe(true)
  expect(isOpenAt('2026-11-23T06:00', hours)).toBe(false)
  expect(isOpenAt('2026-11-22T05:00', hours)).toBe(false)
})

test('from midnight to midnight is the whole day', () => {
  const hours = { ...usual, days: [{ day: 1, from: '00:00', to: '00:00' }] }
  expect(isOpenAt('2026-11-22T23:59', hours)).toBe(false)
  expect(isOpenAt('2026-11-23T00:00', hours)).toBe(true)
  expect(isOpenAt('2026-11-23T23:59', hours)).toBe(true)
  expect(isOpenAt('2026-11-24T00:00', hours)).toBe(false)
})

test('on a holiday nobody works, and the next working day is named', () => {
  const hours = { ...usual, holidays: ['2026-11-23', '2026-11-24'] }
  expect(isOpenAt('2026-11-23T12:00', hours)).toBe(false)
  expect(opensAfter('2026-11-23T12:00', hours)).toBe('в среду, 25 ноября, в 09:00')
})

test('a night shift that began before a holiday works to its end', () => {
  const hours = {
    ...usual,
    days: [{ day: 7, from: '22:00', to: '06:00' }],
    holidays: ['2026-11-23'],
  }
  expect(isOpenAt('2026-11-23T05:00', hours)).toBe(true)
})

test.each([
  ['2026-11-23T07:15', 'сегодня в 09:00'],
  ['2026-11-23T19:00', 'завтра в 09:00'],
  ['2026-11-20T19:00', 'в понедельник, 23 ноября, в 09:00'],
  ['2026-11-22T10:00', 'завтра в 09:00'],
])('after %s it opens %s', (at, words) => {
  expect(opensAfter(at)).toBe(words)
})

test('over the new year the year is named', () => {
  const days = [
    ...['2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05'],
    ...['2027-01-06', '2027-01-07', '2027-01-08'],
  ]
  expect(opensAfter('2026-12-30T20:00', { ...usual, holidays: days })).toBe(
    'в понедельник, 11 января 2027 года, в 09:00',
  )
})

test('every weekday is said as one says it', () => {
  const named = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    opensAfter('2026-11-23T12:00', { ...usual, days: [{ day, from: '09:00', to: '10:00' }] }),
  )
  expect(named).toEqual([
    'в понедельник, 30 ноября, в 09:00',
    'завтра в 09:00',
    'в среду, 25 ноября, в 09:00',
    'в четверг, 26 ноября, в 09:00',
    'в пятницу, 27 ноября, в 09:00',
    'в субботу, 28 ноября, в 09:00',
    'в воскресенье, 29 ноября, в 09:00',
  ])
})

test('where all that can be seen are holidays, no time is promised', () => {
  const everyDay = Array.from({ length: 500 }, (_, day) =>
    new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10),
  )
  const hours = { ...usual, holidays: everyDay }
  expect(opensAfter('2026-11-23T12:00', hours)).toBe('в ближайший рабочий день')
})

test('the clock is the company’s, not the machine’s', () => {
  const evening = new Date('2026-11-23T20:30:00Z')
  expect(isOpen(usual, evening, 'Europe/Moscow')).toBe(false)
  expect(isOpen(usual, evening, 'America/New_York')).toBe(true)
  // In Vladivostok it is Tuesday already
  expect(nextOpening(usual, evening, 'Asia/Vladivostok')).toEqual({
    day: '2026-11-24',
    time: '09:00',
  })
  expect(openingInWords({ day: '2026-11-24', time: '09:00' }, evening, 'Asia/Vladivostok')).toBe(
    'сегодня в 09:00',
  )
})

test('where clocks are put back, work begins by the clock on the wall', () => {
  const berlin = 'Europe/Berlin'
  // Summer time ends on Sunday, 25 October 2026
  expect(isOpen(usual, new Date('2026-10-23T07:00:00Z'), berlin)).toBe(true)
  expect(isOpen(usual, new Date('2026-10-26T07:30:00Z'), berlin)).toBe(false)
  expect(isOpen(usual, new Date('2026-10-26T08:00:00Z'), berlin)).toBe(true)
  const night = new Date('2026-10-24T22:30:00Z')
  expect(openingInWords(nextOpening(usual, night, berlin), night, berlin)).toBe('завтра в 09:00')
})

test('what is said names the opening, in our words or in the administrator’s', () => {
  const night = moscow('2026-11-23T23:00')
  const opening = { day: '2026-11-24', time: '09:00' }
  expect(closedReply(usual, night, zone)).toEqual({
    reply: ourReply.replace('{opens}', 'завтра в 09:00'),
    opening,
  })
  const own = { ...usual, reply: 'Мы спим. Откроемся {opens}!' }
  expect(closedReply(own, night, zone)?.reply).toBe('Мы спим. Откроемся завтра в 09:00!')
  expect(closedReply(own, moscow('2026-11-23T12:00'), zone)).toBe(null)
})
