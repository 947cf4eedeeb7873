import { expect, test } from 'vitest'
import { problemOfDays, unreachableRows } from './settings-problems'

const row = (states: string, needsEmployee: 'any' | 'yes' | 'no' = 'any') => ({
  naumenStates: states.split(' '),
  needsEmployee,
})

test('a status below one that takes all of its states is never reached', () => {
  expect(unreachableRows([row('registered inprogress'), row('registered', 'yes')])).toEqual([2])
})

test('a status for requests with an employee leaves those without to the rows below', () => {
  expect(unreachableRows([row('registered', 'yes'), row('registered')])).toEqual([])
  const both = [row('registered', 'yes'), row('registered', 'no'), row('registered')]
  expect(unreachableRows(both)).toEqual([3])
})

test('a status without states is not finished yet, and not unreachable', () => {
  expect(unreachableRows([{ naumenStates: [], needsEmployee: 'any' }])).toEqual([])
})

const hours = (day: number, from: string, to: string) => ({ day, from, to })

test('a lunch break makes two rows of one day', () => {
  expect(problemOfDays([hours(1, '09:00', '13:00'), hours(1, '14:00', '18:00')])).toBeNull()
  expect(problemOfDays([hours(1, '09:00', '13:00'), hours(1, '13:00', '18:00')])).toBeNull()
})

test('rows of one day that overlap are named by the day', () => {
  const twice = [hours(3, '09:00', '13:00'), hours(3, '12:00', '18:00')]
  expect(problemOfDays(twice)).toContain('Среда')
})

test('a night shift reaches into the next day, Sunday’s into Monday', () => {
  expect(problemOfDays([hours(7, '20:00', '08:00'), hours(1, '08:00', '17:00')])).toBeNull()
  const nights = [hours(7, '20:00', '08:00'), hours(1, '07:00', '17:00')]
  expect(problemOfDays(nights)).toContain('пересекаются')
})

test('a day that begins and ends at once is refused', () => {
  expect(problemOfDays([hours(2, '09:00', '09:00')])).toContain('Вторник')
})
