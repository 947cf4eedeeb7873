import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  changedDetails,
  changeOfAddress,
  type Employee,
  employeeWithAddress,
  foldAddress,
  isBrakeNeeded,
  isLive,
  spellingsOf,
  standingOf,
} from './employee'

const ivan: Employee = {
  uuid: 'employee$1',
  name: 'Петров Иван Сергеевич',
  firstName: 'Иван',
  email: 'ivan.petrov@blago.example',
  login: 'ivan.petrov',
  department: 'Отдел главного механика',
  post: 'Слесарь',
  removed: false,
  locked: false,
}

describe('an address belongs to an employee', () => {
  test('when exactly one live employee has it, however the letters are cased', () => {
    expect(employeeWithAddress([ivan], ' Ivan.Petrov@BLAGO.example ', 'match')).toBe(ivan)
  })

  test('not when it merely resembles theirs', () => {
    for (const odd of ['ivan.petrov@blago.example.evil', 'van.petrov@blago.example', 'ivan%', ''])
      expect(employeeWithAddress([ivan], odd, 'any')).toBeUndefined()
  })

  test('not when a letter only looks the same: a Cyrillic «а», the Kelvin sign', () => {
    const anna = { ...ivan, email: 'kira@blago.example', login: 'kira' }
    expect(employeeWithAddress([anna], '\u212Aira@blago.example', 'match')).toBeUndefined()
    expect(employeeWithAddress([anna], 'kir\u0430@blago.example', 'match')).toBeUndefined()
    expect(employeeWithAddress([anna], 'KIRA@blago.example', 'match')).toBe(anna)
  })

  test('not when two live employees share it', () => {
    const twin = { ...ivan, uuid: 'employee$2' }
    expect(employeeWithAddress([ivan, twin], ivan.email, 'match')).toBeUndefined()
  })

  test('when the other card with it is archived: somebody came back to the company', () => {
    const before = { ...ivan, uuid: 'employee$2', removed: true }
    expect(employeeWithAddress([before, ivan], ivan.email, 'match')).toBe(ivan)
  })

  test('not when they are dismissed or locked, or Naumen hides whether they are', () => {
    for (const change of [{ removed: true }, { locked: true }, { removed: null }, { locked: null }])
      expect(employeeWithAddress([{ ...ivan, ...change }], ivan.email, 'any')).toBeUndefined()
  })

  test('for no address but its own, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const found = employeeWithAddress([ivan], typed, 'any')
        expect(found !== undefined).toBe(typed.trim().toLowerCase() === ivan.email)
      }),
    )
  })
})

describe('the login', () => {
  const login = (login: string) => ({ ...ivan, login })
  const agrees = (name: string, rule: Parameters<typeof employeeWithAddress>[2]) =>
    employeeWithAddress([login(name)], ivan.email, rule) !== undefined

  test('by the rule «match» is the address or the part before @', () => {
    expect(agrees('Ivan.Petrov', 'match')).toBe(true)
    expect(agrees('ivan.petrov@blago.example', 'match')).toBe(true)
    expect(agrees('ipetrov', 'match')).toBe(false)
    expect(agrees('', 'match')).toBe(false)
  })

  test('by the rules «email» and «localPart» is the one or the other', () => {
    expect(agrees('ivan.petrov', 'email')).toBe(false)
    expect(agrees('ivan.petrov@blago.example', 'email')).toBe(true)
    expect(agrees('ivan.petrov', 'localPart')).toBe(true)
    expect(agrees('ivan.petrov@blago.example', 'localPart')).toBe(false)
  })

  test('by the rule «any» is not looked at', () => {
    expect(agrees('ipetrov', 'any')).toBe(true)
  })
})

test('Naumen is asked for the address as typed and in lower case', () => {
  expect(spellingsOf(' A.B@c.example')).toEqual(['A.B@c.example', 'a.b@c.example'])
  expect(spellingsOf('a@c.example')).toEqual(['a@c.example'])
})

test('folding an address twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      expect(foldAddress(foldAddress(typed))).toBe(foldAddress(typed))
    }),
  )
})

test('an employee Naumen knows nothing of is dismissed, one it hides is not', () => {
  expect(standingOf(null)).toBe('dismissed')
  expect(standingOf({ ...ivan, removed: true, locked: true })).toBe('dismissed')
  expect(standingOf({ ...ivan, locked: true })).toBe('locked')
  expect(standingOf({ ...ivan, removed: null })).toBe('unknown')
  expect(standingOf(ivan)).toBe('live')
  expect(isLive(ivan)).toBe(true)
})

test('the brake acts when more than 20 people and more than 5 % vanish at once', () => {
  expect(isBrakeNeeded(20, 30)).toBe(false)
  expect(isBrakeNeeded(21, 30)).toBe(true)
  expect(isBrakeNeeded(50, 1000)).toBe(false)
  expect(isBrakeNeeded(51, 1000)).toBe(true)
  expect(isBrakeNeeded(0, 0)).toBe(false)
})

describe('what is kept of an employee', () => {
  const known = { ...ivan, email: 'ivan.petrov@blago.example' }

  test('follows a new name, post, department and login', () => {
    const seen = {
      ...ivan,
      name: 'Сидоров Иван',
      department: 'Цех № 2',
      post: '',
      login: 'sidorov',
    }
    expect(changedDetails(known, seen)).toEqual({
      name: 'Сидоров Иван',
      firstName: 'Иван',
      login: 'sidorov',
      department: 'Цех № 2',
      post: '',
    })
    expect(changedDetails(known, ivan)).toBeNull()
  })

  test('keeps a name that Naumen does not let us see', () => {
    expect(changedDetails(known, { ...ivan, name: '', firstName: '' })).toBeNull()
  })

  test('an address in other letters is the same address, an empty one is none', () => {
    expect(changeOfAddress(known.email, 'Ivan.Petrov@Blago.Example')).toBe('none')
    expect(changeOfAddress(known.email, 'i.petrov@blago.example')).toBe('changed')
    expect(changeOfAddress(known.email, ' ')).toBe('emptied')
    expect(changeOfAddress('', '')).toBe('none')
  })
})
