import { describe, expect, test } from 'vitest'
import {
  commentHtml,
  isSameComment,
  type MessageAct,
  type MessageHandOver,
  nextInLine,
  nextMessagePhase,
  refusalWords,
  wordsOf,
} from './message-hand-over'

const now = new Date('2026-11-23T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const file = (more = {}) => ({
  ...({
    kind: 'document',
    remoteId: 'r',
    uniqueId: 'u',
    name: 'a.txt',
    mime: '',
    size: 1,
  } as const),
  ...{ state: 'waiting' as const, ...more },
})
const phase = (more: Partial<MessageHandOver>) =>
  nextMessagePhase(
    {
      ...{ act: 'comment', state: 'waiting', startedAt: null, comment: null, attachments: [] },
      ...{ sentAt: ago(60), ...more },
    },
    now,
    60,
  )

describe('what is next', () => {
  const cases: [string, Partial<MessageHandOver>, object][] = [
    ['what waits is sent', {}, { kind: 'send' }],
    ['one begun is left to settle', { startedAt: ago(10) }, { kind: 'wait', seconds: 50 }],
    ['then looked for', { startedAt: ago(70) }, { kind: 'look', last: false }],
    ['and a second look decides', { startedAt: ago(120) }, { kind: 'look', last: true }],
    [
      'files follow what was said',
      { comment: 'comment$1', attachments: [file({ state: 'handedOver' }), file()] },
      { kind: 'file', index: 1 },
    ],
    [
      'a file on its way is looked for',
      { comment: 'comment$1', attachments: [file({ sendingAt: ago(61).toISOString() })] },
      { kind: 'look-for-file', index: 0 },
    ],
    ['then it is done', { comment: 'comment$1' }, { kind: 'finish' }],
    ['what is done stays so', { state: 'done' }, { kind: 'over' }],
    [
      'pieces of an album are waited for',
      { attachments: [{ ...file(), album: 'x' }], sentAt: ago(0.5) },
      { kind: 'wait', seconds: 2 },
    ],
    [
      'not for long',
      { attachments: [{ ...file(), album: 'x' }], sentAt: ago(3) },
      { kind: 'send' },
    ],
  ]
  for (const [sentence, more, expected] of cases)
    test(sentence, () => expect(phase(more)).toEqual(expected))
})

describe('the line', () => {
  const line = (...turns: [MessageAct, held: boolean, said?: boolean][]) =>
    nextInLine(
      turns.map(([act, held, said = false], index) => ({ id: String(index), act, held, said })),
    )?.id

  test('goes in order', () => {
    expect(line(['comment', false], ['comment', false])).toBe('0')
  })
  test('waits for its first', () => {
    expect(line(['comment', true], ['comment', false])).toBeUndefined()
    expect(line(['close', true], ['comment', false])).toBeUndefined()
  })
  test('does not wait for a rating', () => {
    expect(line(['rating', true], ['comment', false])).toBe('1')
    expect(line(['rating', true], ['comment', true], ['comment', false])).toBeUndefined()
    expect(line(['rating', true])).toBeUndefined()
  })
  test('does not wait for files whose words are said', () => {
    expect(line(['comment', true, true], ['comment', false])).toBe('1')
  })
})

describe('a comment is known again', () => {
  const said = (text: string, act: MessageAct = 'comment') => ({ act, text, attachments: [] })
  const same = (html: string, text: string, act?: MessageAct) =>
    isSameComment(html, said(text, act))

  test('whatever Naumen made of its markup', () => {
    const text = 'Жуёт <бумагу> & "гудит"\n\nВторой день'
    expect(same(commentHtml(text), text)).toBe(true)
    const rewritten =
      '<style>p{}</style><div><p>Жуёт&nbsp;&lt;бумагу&gt; &amp; "гудит"</p><br/><p>Второй день</p></div>'
    expect(same(rewritten, text)).toBe(true)
  })
  test('but not another', () => {
    expect(same('да', 'нет')).toBe(false)
    expect(same('да, но', 'да')).toBe(false)
    expect(same('', 'да')).toBe(false)
  })
  test('by the names of its files where there are no words', () => {
    const turn = { act: 'comment' as const, text: '', attachments: [{ name: 'a<1>.txt' }] }
    expect(isSameComment(commentHtml(wordsOf(turn)), turn)).toBe(true)
    expect(isSameComment('', turn)).toBe(false)
  })
  test('a correction, whenever it was of', () => {
    for (const correctedAt of ['14:05', '22.11, 14:05', '']) {
      const html = commentHtml(wordsOf(said('241', 'correction'), { correctedAt }))
      expect(same(html, '241', 'correction')).toBe(true)
      expect(same(html, '241')).toBe(false)
    }
    expect(same('241', '241', 'correction')).toBe(false)
  })
  test('a rating, however many stars', () => {
    const html = commentHtml(wordsOf(said('Спасибо', 'rating'), { mark: 5 }))
    expect(html).toBe('Оценка: 5 из 5. Спасибо')
    expect(same(html, 'Спасибо', 'rating')).toBe(true)
    expect(same('Оценка: 5 из 5.', 'Спасибо', 'rating')).toBe(false)
  })
})

describe('a refusal is told', () => {
  const cases: [MessageAct, string, string][] = [
    [
      'close',
      'Переход из статуса "Решено" в статус "Закрыто" невозможен',
      'Переход из статуса «Решено» в статус «Закрыто» невозможен',
    ],
    [
      'close',
      'Не заполнены обязательные атрибуты: Код закрытия, Решение',
      'Инженеру нужно сначала заполнить: Код закрытия, Решение',
    ],
    [
      'reopen',
      'Недостаточно прав для выполнения операции',
      'Система инженеров не даёт вернуть эту заявку в работу',
    ],
    [
      'close',
      'Переход невозможен: groovy.lang.MissingPropertyException',
      'Система инженеров не даёт закрыть эту заявку',
    ],
    ['rating', "Неверное значение атрибута 'mark'", 'Система инженеров не приняла оценку'],
    ['comment', 'Объект serviceCall$1 не найден', 'Система инженеров не приняла это сообщение'],
  ]
  for (const [act, words, expected] of cases)
    test(`«${words}» as «${expected}»`, () => expect(refusalWords(act, words)).toBe(expected))
})
