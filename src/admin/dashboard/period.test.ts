import { expect, test } from 'vitest'
import { calendarDay, columnsOf, longestPeriod, periodOf } from './period'

const today = '2026-11-23'

test('a week is the last seven days with today, and what is shown unasked', () => {
  const week = { name: 'week', from: '2026-11-17', to: today, days: 7 }
  expect(periodOf({ period: 'week' }, today)).toEqual(week)
  expect(periodOf({}, today)).toEqual(week)
  expect(periodOf({ period: 'nonsense' }, today)).toEqual(week)
})

test('a month is the last thirty days, also over the end of a year', () => {
  expect(periodOf({ period: 'month' }, '2027-01-10')).toMatchObject({
    from: '2026-12-12',
    days: 30,
  })
})

test('chosen days are taken as they are, whichever was named first', () => {
  const dates = { name: 'dates', from: '2026-10-01', to: '2026-10-31', days: 31 }
  expect(periodOf({ period: 'dates', from: '2026-10-01', to: '2026-10-31' }, today)).toEqual(dates)
  expect(periodOf({ period: 'dates', from: '2026-10-31', to: '2026-10-01' }, today)).toEqual(dates)
})

test('one chosen day is enough, and a day to come is today', () => {
  expect(periodOf({ period: 'dates', from: '2026-10-05' }, today)).toMatchObject({ days: 1 })
  expect(periodOf({ period: 'dates', from: today, to: '2030-01-01' }, today)).toMatchObject({
    to: today,
    days: 1,
  })
})

test('what is no day is not taken for one', () => {
  for (const from of ['2026-02-31', '26-01-01', "2026-01-01'; --", '', ['2026-01-01']])
    expect(periodOf({ period: 'dates', from }, today)).toMatchObject({ from: today, to: today })
})

test('more than a year is cut at its beginning', () => {
  const asked = { period: 'dates', from: '2020-01-01', to: today }
  expect(periodOf(asked, today)).toMatchObject({ to: today, days: longestPeriod })
})

test('midnight in Moscow begins a new day, whatever the clock of the server says', () => {
  expect(calendarDay(new Date('2026-11-22T20:59:59Z'), 'Europe/Moscow')).toBe('2026-11-22')
  expect(calendarDay(new Date('2026-11-22T21:00:00Z'), 'Europe/Moscow')).toBe('2026-11-23')
})

test('a single day is drawn by its hours, more than one by days', () => {
  expect(columnsOf({ from: today, days: 1 })).toHaveLength(24)
  expect(columnsOf({ from: '2026-12-31', days: 2 })).toEqual(['2026-12-31', '2027-01-01'])
})
