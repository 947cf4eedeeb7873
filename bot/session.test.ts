import { expect, test } from 'vitest'
import type { User } from './chat'
import { guard } from './session'

const user: User = {
  id: '1',
  employee: 'employee$1',
  name: 'Петров Иван',
  firstName: 'Иван',
  email: 'ivan@company.ru',
  department: null,
  post: null,
  role: 'employee',
  state: 'active',
  sessionOpen: true,
  verified: true,
  sessionExpiresAt: '2027-01-01T00:00:00Z',
  seen: true,
}

test('an active employee with an open session comes in', () => expect(guard(user)).toBeNull())

test('nobody knows a stranger, nor whoever has signed out', () => {
  expect(guard(null)).toBe('out')
  expect(guard({ ...user, state: 'signedOut' })).toBe('out')
})

test('who was dismissed, locked or blocked stays out, whatever else is in order', () => {
  for (const more of [{}, { sessionOpen: false }, { verified: false }]) {
    expect(guard({ ...user, ...more, state: 'dismissed' })).toBe('dismissed')
    expect(guard({ ...user, ...more, state: 'locked' })).toBe('dismissed')
    expect(guard({ ...user, ...more, state: 'blocked' })).toBe('blockedByAdmin')
  }
})

test('a session that has run out asks to sign in again', () =>
  expect(guard({ ...user, sessionOpen: false })).toBe('expired'))

test('nothing personal is shown when Naumen has been silent for longer than the grace time', () =>
  expect(guard({ ...user, verified: false })).toBe('cannotVerify'))
