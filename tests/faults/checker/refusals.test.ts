import { describe, expect, test } from 'vitest'
import { judge } from './checker'
import { noConversation } from './conversation-facts'
import type { TicketRow } from './facts'
import { createHistory, type History } from '../history'
import { type AllFacts, operator } from './refusals'

// One person has filed two requests: Naumen refused the first, and a file of the second
const chat = 7
const no = 'Недостаточно прав для выполнения операции'
const bubble = (id: number, text: string) => ({ id, from: 'bot' as const, text, date: id })
const ticket = (id: string, number: string, more: Partial<TicketRow>): TicketRow => ({
  ...{ id, number, draft: id, telegram: chat, text: `Строка д1-${id}-1.`, error: null },
  ...{ state: 'done', naumenTitle: 'RP1' },
  ...more,
})

function told(): History {
  const files = [
    { name: 'a.log', sha256: 'a' },
    { name: 'b.log', sha256: 'b' },
  ]
  const story = (id: string) => ({
    mark: `д1-${id}-`,
    texts: [`Строка д1-${id}-1.`],
    presses: 1,
    said: [],
  })
  const stories = [
    { ...story('one'), files: [] },
    { ...story('two'), files },
  ]
  const person = { id: chat, email: 'worker1@blago.example', name: 'Номер1', stories, updates: [] }
  return {
    ...createHistory(),
    people: [person],
    refusals: [
      { by: 'Naumen', path: 'create-m2m/serviceCall', body: '{"botRequestId":"one"}' },
      { by: 'Naumen', path: 'add-file/serviceCall$2', body: '{}' },
    ],
  }
}

function held(): AllFacts {
  return {
    tickets: [
      ticket('one', 'Б-1', { state: 'failed', error: no, naumenTitle: null }),
      ticket('two', 'Б-2', {}),
    ],
    naumen: [copyOf('two', [{ title: 'a.log', sha256: 'a' }])],
    phones: [
      {
        person: chat,
        bubbles: [
          bubble(1, '⚠️ Заявка Б-1 сохранена, но не передана'),
          bubble(2, '⚠️ Заявка Б-1 сохранена, но система инженеров её не приняла.'),
          bubble(3, '✅ Заявка Б-2 передана инженерам\nНомер в Naumen: RP1'),
          bubble(4, '⚠️ Файл «b.log» из заявки Б-2 не передан инженерам'),
        ],
      },
    ],
    ...{ undrawn: [], jobs: [], setAside: [], unanswered: [] },
    mails: [{ to: operator, text: 'Заявка Б-1 не передана в Naumen' }],
    failedFiles: [{ ticket: 'Б-2', name: 'b.log', reason: no }],
    ...noConversation(),
    ...{ laneShut: null, blocked: [], serviceCalls: { two: 'serviceCall$2' } },
  }
}

const copyOf = (id: string, files: { title: string; sha256: string }[]) => ({
  ...{ uuid: 'serviceCall$2', number: 1, title: 'RP1', state: 'registered', subject: '' },
  description: `<p>Строка д1-${id}-1.</p>`,
  client: { uuid: 'employee$1', title: 'Номер1', email: 'worker1@blago.example' },
  ...{ category: null, correlation: id },
  files: files.map((file) => ({ ...file, uuid: file.title, size: 1 })),
})

function found(plant: (facts: AllFacts, history: History) => void): string {
  const [facts, history] = [held(), told()]
  plant(facts, history)
  return judge(history, facts).join('\n')
}

test('a request and a file that Naumen refused, and of which all were told, are in order', () => {
  expect(judge(told(), held())).toEqual([])
})

describe('found is', () => {
  const planted: [string, Parameters<typeof found>[0], RegExp][] = [
    [
      'a hand-over that failed though nobody refused it',
      (_, history) => void history.refusals.shift(),
      /Б-1 is not handed over: failed/,
    ],
    [
      'a hand-over that failed without a reason in words',
      (facts) => Object.assign(facts.tickets[0] ?? {}, { error: 'Error: 500' }),
      /Б-1 is not handed over: failed Error: 500/,
    ],
    [
      'a refused request that stands in Naumen all the same',
      (facts) => facts.naumen.push(copyOf('one', [])),
      /д1-one- stands in Naumen 1 times/,
    ],
    [
      'a failure nobody was told of',
      ({ phones }) => void phones[0]?.bubbles.splice(1, 1),
      /Nobody was told that Б-1 failed/,
    ],
    [
      'a file that failed and nobody was told of',
      ({ phones }) => void phones[0]?.bubbles.pop(),
      /Nobody was told that b\.log failed/,
    ],
    [
      'a failure the operator was not told of',
      (facts) => void (facts.mails = []),
      /No alert says that Б-1 failed/,
    ],
    [
      'a notice that came twice for no reason',
      ({ phones }) =>
        phones[0]?.bubbles.push(bubble(5, '⚠️ Заявка Б-1 сохранена, но система её не приняла')),
      /«⚠️ Заявка Б-1 сохранена, но система.*» stands again/,
    ],
    [
      'a receipt that says a refused request was handed over',
      ({ phones }) =>
        Object.assign(phones[0]?.bubbles[0] ?? {}, { text: '✅ Заявка Б-1 передана инженерам' }),
      /no receipt tells how Б-1 ended/,
    ],
    [
      'a file that failed though nobody refused it',
      (_, history) => void history.refusals.pop(),
      /More files were refused by Naumen than it refused/,
    ],
    [
      'a file that failed without a reason in words',
      (facts) => Object.assign(facts.failedFiles[0] ?? {}, { reason: null }),
      /b\.log failed without a reason/,
    ],
    [
      'a file Telegram is said to have refused though it did not',
      (facts) =>
        Object.assign(facts.failedFiles[0] ?? {}, {
          reason: 'Telegram больше не отдаёт этот файл',
        }),
      /More files were refused by Telegram than it refused/,
    ],
    [
      'a refused file that stands in Naumen all the same',
      ({ naumen }) => naumen[0]?.files.push({ uuid: 'b', title: 'b.log', size: 1, sha256: 'b' }),
      /files differ/,
    ],
    [
      'a road to Naumen that stayed shut',
      (facts) => Object.assign(facts, { laneShut: 'Naumen не принимает ключ доступа' }),
      /The road to Naumen is still shut/,
    ],
    [
      'a person the bot thinks it is shut out by',
      (facts) => facts.blocked.push(chat),
      /7 is thought to have shut the bot out/,
    ],
    [
      'more lost receipts than Telegram refused',
      (facts, history) => {
        history.refusals.push({ by: 'Telegram', method: 'sendMessage', chat })
        for (const one of facts.phones[0]?.bubbles ?? []) one.text = ''
      },
      /no receipt tells how Б-1 ended\n.*no receipt tells how Б-2 ended/,
    ],
  ]
  for (const [what, plant, sentence] of planted)
    test(what, () => {
      expect(found(plant)).toMatch(sentence)
    })
})

test('one receipt may be lost where Telegram refused one call', () => {
  const one = (facts: AllFacts, history: History) => {
    history.refusals.push({ by: 'Telegram', method: 'sendMessage', chat })
    facts.phones[0]?.bubbles.pop()
  }
  expect(found(one)).toBe('')
})
