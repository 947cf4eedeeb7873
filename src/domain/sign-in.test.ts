import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Budget,
  limits,
  mayMail,
  signInCode,
  signInKey,
  typedAddress,
  typedCode,
} from './sign-in'

const key = signInKey('a-secret-of-the-tests-that-is-long')
const challenges = fc.record({ nonce: fc.string(), chat: fc.string(), address: fc.string() })

describe('a code', () => {
  test('is always eight digits', () =>
    fc.assert(
      fc.property(challenges, (challenge) => {
        expect(signInCode(key, challenge)).toMatch(/^\d{8}$/)
      }),
    ))

  test('is the same whenever it is made again, so that the mail and the check agree', () =>
    fc.assert(
      fc.property(challenges, (challenge) => {
        expect(signInCode(key, { ...challenge })).toBe(signInCode(key, challenge))
      }),
    ))

  test('belongs to one nonce, one chat and one address', () => {
    const challenge = { nonce: 'n', chat: '1', address: 'a@b.ru' }
    const codes = [
      challenge,
      { ...challenge, nonce: 'm' },
      { ...challenge, chat: '2' },
      { ...challenge, address: 'b@b.ru' },
      // Nothing may be moved over a border between the three
      { nonce: 'n1', chat: '', address: 'a@b.ru' },
      { nonce: 'n', chat: '1a', address: '@b.ru' },
    ].map((one) => signInCode(key, one))
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('can not be made with another secret', () => {
    const challenge = { nonce: 'n', chat: '1', address: 'a@b.ru' }
    const other = signInKey('another-secret-of-the-tests')
    expect(signInCode(other, challenge)).not.toBe(signInCode(key, challenge))
  })

  test('is spread over all numbers, the small ones too', () => {
    const first = Array.from({ length: 3000 }, (_, at) =>
      signInCode(key, { nonce: String(at), chat: '1', address: 'a@b.ru' }).charAt(0),
    )
    for (const digit of '0123456789') {
      const share = first.filter((one) => one === digit).length
      expect(share).toBeGreaterThan(200)
      expect(share).toBeLessThan(400)
    }
  })

  test('is taken with or without the space, however it was copied', () => {
    for (const typed of [
      '12345678',
      '1234 5678',
      ' 1234\u00a05678\n',
      '1234-5678',
      '1 2 3 4 5 6 7 8',
    ])
      expect(typedCode(typed)).toBe('12345678')
  })

  test('is never guessed out of something else', () => {
    for (const typed of [
      '',
      '1234567',
      '123456789',
      '1234 567a',
      '١٢٣٤٥٦٧٨',
      '１２３４５６７８',
      'код 12345678',
    ])
      expect(typedCode(typed)).toBeNull()
  })
})

const folded = (text: string) => text.trim().toLowerCase()
const plain = /^[\x21-\x7e]+$/

describe('an address', () => {
  test('is taken as typed, whatever its case and the blanks around it', () => {
    expect(typedAddress('  Ivan.Petrov@Company.RU\n')).toBe('ivan.petrov@company.ru')
    expect(typedAddress('ivan+support@company.ru')).toBe('ivan+support@company.ru')
  })

  test('is refused when it is a list, a name, a link or holds a line break', () => {
    for (const odd of [
      '',
      'ivan',
      'ivan@company',
      'a@b.ru, c@d.ru',
      'a@b.ru;c@d.ru',
      'a@b.ru c@d.ru',
      'Иван <ivan@company.ru>',
      '<ivan@company.ru>',
      'mailto:ivan@company.ru',
      '"ivan"@company.ru',
      'ivan@company.ru\r\nBcc: thief@evil.ru',
      'ivan@company.ru\nthief@evil.ru',
      'ivan@company.ru\0',
      'ivan@@company.ru',
      'ivan@company.ru@evil.ru',
      'ivan@company.ru.',
      'ivan@.company.ru',
      'ivan@company..ru',
      'ivan@[127.0.0.1]',
      'ivan@company.ru(comment)',
    ])
      expect(typedAddress(odd), odd).toBeNull()
  })

  test('is refused when a letter only looks like the right one', () => {
    // Cyrillic а, о, е; the Kelvin sign; long s; dotted I; full-width; invisible signs
    for (const odd of [
      'ivаn@company.ru',
      'ivan@cоmpany.ru',
      'ivan@company.рф',
      '\u212aiva@company.ru',
      'ivan@\u212aompany.ru',
      'i\u017fakov@company.ru',
      '\u0130van@company.ru',
      'ｉvan@company.ru',
      'iv\u200ban@company.ru',
      'ivan@company\u3002ru',
      'iv\u0301an@company.ru',
    ])
      expect(typedAddress(odd), odd).toBeNull()
  })

  test('is refused when it is longer than an address can be', () => {
    expect(typedAddress(`${'a'.repeat(65)}@company.ru`)).toBeNull()
    expect(typedAddress(`ivan@${'company.'.repeat(400)}ru`)).toBeNull()
  })

  test('of whatever kind is either taken letter by letter or not at all', () => {
    const oddSign = fc.constantFrom(
      ...'aZ09.@+-_,; <>"\'\\\r\n\t\0',
      '\u212a',
      '\u017f',
      '\u0130',
      '\u200b',
      '\u00a0',
      '\u3002',
      'а',
      'ё',
      '😀',
    )
    const odd = fc.oneof(
      fc.string({ unit: oddSign, maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.emailAddress(),
      fc
        .tuple(fc.emailAddress(), oddSign, fc.nat(60))
        .map(([address, sign, at]) => address.slice(0, at) + sign + address.slice(at)),
    )
    fc.assert(
      fc.property(odd, (text) => {
        const typed = typedAddress(text)
        if (typed === null) return
        expect(typed).toBe(folded(text))
        expect(text.trim()).toMatch(plain)
        expect(typed).toMatch(/^[^@,;<>"\s]{1,64}@[^@,;<>"\s]+$/)
        expect(typed.length).toBeLessThanOrEqual(254)
      }),
      { numRuns: 10_000 },
    )
  })

  test('of the usual kind is taken', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,30}$/),
        fc.domain(),
        (name, domain) => {
          const address = `${name}@${domain}`
          expect(typedAddress(address)).toBe(address.toLowerCase())
        },
      ),
    ))
})

describe('how often a code is mailed', () => {
  const fresh: Budget = {
    secondsSinceLastMail: null,
    mailsLastHour: 0,
    mailsLastDay: 0,
    failuresLastDayByChat: 0,
    failuresLastDayByAddress: 0,
  }

  test('the first one is', () => expect(mayMail(fresh)).toBe('granted'))

  test('the next one after a minute, and the person is told how long to wait', () => {
    const after = (secondsSinceLastMail: number) => mayMail({ ...fresh, secondsSinceLastMail })
    expect(after(0)).toEqual({ wait: 60 })
    expect(after(59.2)).toEqual({ wait: 1 })
    expect(after(60)).toBe('granted')
  })

  test('five an hour, ten a day, and none after ten wrong codes', () => {
    expect(mayMail({ ...fresh, mailsLastHour: 4 })).toBe('granted')
    expect(mayMail({ ...fresh, mailsLastHour: 5 })).toBe('tooManyMails')
    expect(mayMail({ ...fresh, mailsLastDay: 9 })).toBe('granted')
    expect(mayMail({ ...fresh, mailsLastDay: 10 })).toBe('tooManyMails')
    expect(mayMail({ ...fresh, failuresLastDayByChat: 9 })).toBe('granted')
    expect(mayMail({ ...fresh, failuresLastDayByChat: 10 })).toBe('tooManyFailures')
    expect(mayMail({ ...fresh, failuresLastDayByAddress: 49 })).toBe('granted')
    expect(mayMail({ ...fresh, failuresLastDayByAddress: 50 })).toBe('tooManyFailures')
  })

  test('what is refused stays refused when more was asked for', () => {
    const budgets = fc.record({
      secondsSinceLastMail: fc.option(fc.double({ min: 0, max: 100_000, noNaN: true })),
      mailsLastHour: fc.nat(8),
      mailsLastDay: fc.nat(14),
      failuresLastDayByChat: fc.nat(14),
      failuresLastDayByAddress: fc.nat(60),
    })
    const counts = ['mailsLastHour', 'mailsLastDay', 'failuresLastDayByChat'] as const
    fc.assert(
      fc.property(budgets, fc.constantFrom(...counts), (budget, count) => {
        const answer = mayMail(budget)
        if (typeof answer === 'object') {
          expect(answer.wait).toBeGreaterThanOrEqual(1)
          expect(answer.wait).toBeLessThanOrEqual(limits.secondsBetweenMails)
        }
        if (answer === 'granted') return
        expect(mayMail({ ...budget, [count]: budget[count] + 1 })).not.toBe('granted')
      }),
    )
  })
})
