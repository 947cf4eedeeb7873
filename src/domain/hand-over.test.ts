import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  descriptionOf,
  type HandedAttachment,
  type HandOver,
  nextDelay,
  nextPhase,
  subjectOf,
} from './hand-over'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const fresh: HandOver = { state: 'waiting', createStartedAt: null, lookups: 0, lookedUpAt: null }
const phase = (
  handOver: Partial<HandOver>,
  serviceCall: string | null = null,
  attachments: HandedAttachment[] = [],
) => nextPhase({ handOver: { ...fresh, ...handOver }, attachments, serviceCall }, now, 60)
const photo: HandedAttachment = {
  kind: 'photo',
  remoteId: 'r',
  uniqueId: 'u',
  name: 'photo.jpg',
  mime: 'image/jpeg',
  size: 10,
  state: 'waiting',
}

describe('a ticket that is not in Naumen yet', () => {
  test('is created at once when nobody tried before', () => {
    expect(phase({})).toEqual({ kind: 'create' })
  })

  test('is left alone for a minute when the end of a try is not known', () => {
    expect(phase({ createStartedAt: ago(20) })).toEqual({ kind: 'wait', seconds: 40 })
  })

  test('is then looked for, again after the same wait, and only then created again', () => {
    const begun = { createStartedAt: ago(200) }
    expect(phase({ createStartedAt: ago(60) })).toEqual({ kind: 'look-up' })
    expect(phase({ ...begun, lookups: 1, lookedUpAt: ago(59.5) })).toEqual({
      kind: 'wait',
      seconds: 1,
    })
    expect(phase({ ...begun, lookups: 1, lookedUpAt: ago(60) })).toEqual({ kind: 'look-up' })
    expect(phase({ ...begun, lookups: 2, lookedUpAt: ago(0) })).toEqual({ kind: 'create' })
  })
})

test('what was refused or given up is left alone until somebody says otherwise', () => {
  for (const state of ['failed', 'givenUp'] as const)
    for (const serviceCall of [null, 'serviceCall$1'])
      expect(phase({ state }, serviceCall, [photo])).toEqual({ kind: 'over' })
})

describe('a ticket that is in Naumen', () => {
  test('is never created again, whatever else is known of it', () => {
    const date = fc.option(fc.date({ noInvalidDate: true }))
    const state = fc.constantFrom('waiting', 'creating', 'created', 'done', 'failed', 'givenUp')
    const anyHandOver = fc.record({
      state,
      createStartedAt: date,
      lookups: fc.nat(),
      lookedUpAt: date,
    })
    fc.assert(
      fc.property(anyHandOver, (handOver) => {
        const { kind } = phase(handOver as HandOver, 'serviceCall$1', [photo])
        expect(['create', 'look-up']).not.toContain(kind)
      }),
    )
  })

  test('gets its files one after the other, and only those it has not got', () => {
    const files = [{ ...photo, state: 'handedOver' }, { ...photo, state: 'failed' }, photo]
    expect(phase({}, 'serviceCall$1', files as HandedAttachment[])).toEqual({
      kind: 'file',
      index: 2,
    })
  })

  test('is asked for its files before one is sent again', () => {
    const sending = (seconds: number) => [{ ...photo, sendingAt: ago(seconds).toISOString() }]
    expect(phase({}, 'serviceCall$1', sending(30))).toEqual({ kind: 'wait', seconds: 30 })
    expect(phase({}, 'serviceCall$1', sending(61))).toEqual({ kind: 'look-for-file', index: 0 })
  })

  test('is done when every file is there or refused', () => {
    expect(phase({}, 'serviceCall$1', [{ ...photo, state: 'failed' }])).toEqual({ kind: 'finish' })
    expect(phase({ state: 'done' }, 'serviceCall$1')).toEqual({ kind: 'over' })
  })
})

describe('tries while Naumen is away', () => {
  test('come after 0, 5 s, 1, 5 and 15 minutes, then every hour', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((attempt) => nextDelay(attempt, 0.5))
    expect(delays).toEqual([0, 5, 60, 300, 900, 3600, 3600])
  })

  test('are spread by 20 % either way, so that a thousand requests do not come at once', () => {
    expect(nextDelay(6, 0)).toBe(2880)
    expect(nextDelay(6, 1)).toBe(4320)
  })

  test('end after three days', () => {
    const total = (attempts: number) =>
      Array.from({ length: attempts }, (_, index) => nextDelay(index + 1, 0.5) ?? 0)
    const last = Array.from({ length: 100 }, (_, index) => index + 1).find(
      (attempt) => nextDelay(attempt, 0.5) === null,
    )
    const hours = total(last ?? 0).reduce((sum, delay) => sum + delay, 0) / 3600
    expect(hours).toBeGreaterThanOrEqual(72)
    expect(hours).toBeLessThan(73.1)
  })
})

describe('what Naumen is given', () => {
  test('is the topic and the first words as the subject', () => {
    expect(subjectOf('Не печатает', 'Второй день\nжуёт  бумагу')).toBe(
      'Не печатает: Второй день жуёт бумагу',
    )
    expect(subjectOf('Не печатает', '')).toBe('Не печатает')
  })

  test('is a subject of 255 letters at most, never cut inside a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const subject = subjectOf('Тема', text)
        expect([...subject].length).toBeLessThanOrEqual(255)
        expect(subject.isWellFormed()).toBe(true)
      }),
    )
  })

  test('is a description in which nothing a person wrote acts as HTML', () => {
    const html = descriptionOf({
      number: 'Б-1001',
      text: '<script>alert("1")</script>\n2 < 3 & 4',
      topicPath: 'Связь → VPN',
      contact: { name: '<b>Иван</b>', phone: '+7 900' },
    })
    expect(html).toBe(
      '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<br>2 &lt; 3 &amp; 4</p>' +
        '<p>Тема: Связь → VPN</p><p>Контакт: &lt;b&gt;Иван&lt;/b&gt;, +7 900</p>' +
        '<p>Отправлено через BLAGO_SUPPORT, Б-1001</p>',
    )
  })

  test('names the place as a link and, where Naumen needs it, the mark to know the ticket by', () => {
    const place = { latitude: 59.93, longitude: 30.31 }
    const html = descriptionOf({ number: 'Б-1', text: '', topicPath: '', place, mark: 'abc' })
    expect(html).toContain('<a href="https://yandex.ru/maps/?pt=30.310000,59.930000&amp;z=17">')
    expect(html).toContain('<p>Отправлено через BLAGO_SUPPORT, Б-1 · abc</p>')
  })
})
