import { expect, test } from 'vitest'
import { fill, plain } from '../../src/domain/text'
import { defaultTexts, type Say } from '../../src/domain/texts'
import { cardButtons } from './card-buttons'
import { cardText } from './card-text'
import { withPart } from './live-screens'
import type { Card, Turn } from './read-card'

const say: Say = (name, values = {}) => fill(defaultTexts[name].text, values)
const statuses = [
  { status: 'inProgress', title: 'В работе', icon: '🔧' },
  { status: 'inProgress', title: 'Отложена', icon: '⏸' },
  { status: 'closed', title: 'Закрыта', icon: '🏁' },
]
const words = { say, statuses, timeZone: 'Europe/Moscow' }
const at = '2026-11-22T11:05:00Z'

const card: Card = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  number: 'Б-1001',
  topicPath: 'Связь → VPN → Не подключается',
  text: 'Не подключается',
  status: 'inProgress',
  statusTitle: null,
  responsible: null,
  filedAt: at,
  deadline: null,
  closedAt: null,
  naumenTitle: 'RP1',
  isInNaumen: true,
  handOver: 'done',
  files: [],
  mark: null,
  mayReopen: false,
  turns: [],
  history: [],
  statusCount: 1,
  pending: [],
}

const turn: Turn = {
  fromEmployee: false,
  author: 'Анна Кравцова',
  text: 'Проверьте',
  html: 'Проверьте',
  files: [],
  handOver: 'notNeeded',
  at,
  edited: false,
  deleted: false,
}

const shown = (more: Partial<Card>) => cardText(words, { ...card, ...more })
const long = (word: string, times: number) => `${word} `.repeat(times)

test('however much there is to tell, a card fits one message with room for a word above it', () => {
  const files = Array.from({ length: 10 }, (_, n) => ({ name: `${long('файл', 60)}${n}` }))
  const html = long('<b>слово</b> &lt;тег&gt;', 1000)
  const turns = Array.from({ length: 5 }, () => ({
    ...turn,
    author: long('Анна', 80),
    html,
    files,
  }))
  const history = Array.from({ length: 6 }, () => ({ status: 'closed', title: long('x', 200), at }))
  const text = shown({
    topicPath: long('тема', 400),
    text: long('описание', 900),
    responsible: long('Анна', 100),
    statusTitle: long('Статус', 90),
    ...{ turns, history, statusCount: 90, files, deadline: at },
  })
  expect(plain(text).length).toBeLessThanOrEqual(3600)
  expect(text.match(/<b>/g)).toHaveLength(text.match(/<\/b>/g)?.length ?? 0)
})

test('the newest words have the most room, the oldest are left out', () => {
  const turns = [1, 2, 3, 4, 5].map((n) => ({ ...turn, html: `№${n} ${long('слово', 400)}` }))
  const text = plain(shown({ turns }))
  expect(text).toContain('№5 слово')
  expect(text).not.toContain('№1 слово')
  expect(text.indexOf('№4')).toBeLessThan(text.indexOf('№5'))
  expect(text).toMatch(/слово…/)
})

test('what people wrote is never taken for formatting or for a placeholder', () => {
  const text = shown({ text: '<b>{history}</b> & {text}', topicPath: '<i>тема</i>' })
  expect(text).toContain('&lt;b&gt;{history}&lt;/b&gt; &amp; {text}')
  expect(text).toContain('&lt;i&gt;тема&lt;/i&gt;')
})

test('an edited turn, a deleted one and one on its way are shown as such', () => {
  const mine = { ...turn, fromEmployee: true, html: null, text: 'Вот' }
  expect(shown({ turns: [{ ...turn, edited: true }] })).toContain('14:05 · изменено\nПроверьте')
  const gone = shown({ turns: [{ ...turn, deleted: true }] })
  expect(gone).toContain('Сообщение удалено')
  expect(gone).not.toContain('Проверьте')
  expect(shown({ turns: [{ ...mine, handOver: 'waiting' }] })).toContain('⏳ передаём\nВот')
  expect(shown({ turns: [{ ...mine, handOver: 'failed' }] })).toContain('⚠️ не передано')
  expect(shown({ turns: [{ ...mine, handOver: 'done' }] })).not.toMatch(/передаём|не передано/)
})

test("rows that share a status are told apart by Naumen's title", () => {
  expect(shown({ statusTitle: 'Отложена' })).toContain('⏸ <b>Отложена</b>')
  expect(shown({ statusTitle: 'Согласование' })).toContain('🔧 <b>Согласование</b>')
})

test('a request that is not in Naumen yet says so, one from elsewhere has one number', () => {
  expect(shown({ naumenTitle: null, handOver: 'waiting' })).toContain('⏳ Передаём инженерам')
  expect(shown({ naumenTitle: null, handOver: 'failed' })).toContain('Передаём вручную')
  expect(shown({ naumenTitle: null, handOver: 'givenUp' })).toContain('Не передана инженерам')
  expect(shown({ number: 'RP1' })).not.toContain('Номер в Naumen')
})

test('what was asked for a moment ago is neither forgotten nor offered again', () => {
  const asked: Partial<Card> = { status: 'resolved', pending: ['close'] }
  expect(shown(asked)).toContain('⏳ Передаём: закрыть')
  const labels = cardButtons(say, { ...card, ...asked })
    .flat()
    .map(({ label }) => label)
  expect(labels).not.toContain('✅ Подтвердить')
})

test('every press of a card fits a button', () => {
  for (const status of ['inProgress', 'awaitingAuthor', 'resolved', 'closed'])
    for (const mayReopen of [true, false])
      for (const button of cardButtons(say, { ...card, status, mayReopen }).flat())
        expect('press' in button && Buffer.byteLength(button.press)).toBeLessThanOrEqual(62)
})

test('a card that has not changed is not drawn; what stands around a changed one stays', () => {
  const screen = { text: 'Принято.\n\nстарое\n\nниже', live: 'старое', rows: [] }
  expect(withPart(screen, { text: 'старое', live: 'старое', rows: [] })).toBeNull()
  const newer = withPart(screen, { text: '$& новое', live: '$& новое', rows: [] })
  expect(newer).toMatchObject({ text: 'Принято.\n\n$& новое\n\nниже', live: '$& новое' })
})

test('a rated ticket shows the stars it was given', () => {
  const closed = { status: 'closed', closedAt: card.filedAt }
  expect(shown({ ...closed, mark: 4 })).toMatch(/Закрыта: .*\nОценка: ⭐⭐⭐⭐\n/)
  expect(shown(closed)).not.toContain('Оценка')
})
