import { describe, expect, test } from 'vitest'
import type { History } from '../history'
import { judge } from './checker'
import {
  anna,
  at,
  bubble,
  bubbles,
  comment,
  engineer,
  event,
  forget,
  held,
  log,
  note,
  notes,
  says,
  told,
  uuid,
} from './conversation-story'
import type { AllFacts } from './refusals'

type Plant = (facts: AllFacts, history: History) => void

function found(plant: Plant): string {
  const [facts, history] = [held(), told()]
  plant(facts, history)
  return judge(history, facts).join('\n')
}

test('a conversation told both ways, and rated, is in order', () => {
  expect(judge(told(), held())).toEqual([])
})

describe('found is', () => {
  const planted: [string, Plant, RegExp][] = [
    [
      'a reply lost on its way',
      (facts) => void notes(facts).shift(),
      /о1- stands in Naumen 0 times/,
    ],
    [
      'a reply that stands in Naumen twice',
      (facts) => notes(facts).push(at(notes(facts), 0)),
      /о1- stands in Naumen 2 times/,
    ],
    [
      'a reply in another request',
      (facts) => at(facts.desk, 1).comments.push(at(notes(facts), 0)),
      /о1- stands in another request, RP2/,
    ],
    [
      'replies out of order',
      (facts) => notes(facts).reverse(),
      /RP1: what was said stands out of order/,
    ],
    ['a cut reply', (facts) => says(facts, 0, 'Ответ д1-1-о1-'), /о1-: the words differ/],
    [
      'a reply under another’s name',
      (facts) => void (at(notes(facts), 0).author = engineer),
      /о1- is Пётр Инженеров’s in Naumen/,
    ],
    [
      'a reply hidden from the client',
      (facts) => void (at(notes(facts), 0).private = true),
      /о1- is hidden in Naumen/,
    ],
    [
      'a lost file',
      (facts) => void at(notes(facts), 3).files.pop(),
      /журнал о2-.log stands in Naumen 0/,
    ],
    [
      'a file sent twice',
      (facts) => at(notes(facts), 0).files.push({ title: log.name, sha256: 'log' }),
      /журнал о2-.log stands in Naumen 2/,
    ],
    [
      'a spoilt file',
      (facts) => void (at(at(notes(facts), 3).files, 0).sha256 = 'x'),
      /журнал о2-.log is not what was sent/,
    ],
    ['words that nobody said', (facts) => notes(facts).push(note('Сам')), /RP1: nobody said «Сам»/],
    [
      'a reply kept twice',
      (facts) => facts.messages.push({ ...at(facts.messages, 0), id: 'again' }),
      /о1- is kept 2 times/,
    ],
    [
      'a reply that waits for ever',
      (facts) => void (at(facts.messages, 0).state = 'creating'),
      /A comment is not handed over: creating/,
    ],
    [
      'a reply given up for no reason',
      (facts) => void (at(facts.messages, 0).state = 'failed'),
      /A comment is not handed over: failed/,
    ],
    [
      'an echo',
      (facts) =>
        facts.events.push(event('comment:x', 'comment', { message: at(facts.messages, 0).id })),
      /hears their own words: comment:x/,
    ],
    ['a comment nobody was told', (facts) => void forget(facts, 2), /Анна was never told д1-1-и1-/],
    [
      'a picture that never came',
      (facts) => void delete at(bubbles(facts), 1).photo,
      /Анна never got снимок.png of д1-1-и1-/,
    ],
    [
      'a comment told twice for no reason',
      (facts) => bubbles(facts).push(bubble(9, 'Смотрю д1-1-и1-')),
      /told д1-1-и1- again though nothing/,
    ],
    [
      'a picture sent twice for no reason',
      (facts) => bubbles(facts).push({ ...bubble(9, ''), photo: { sha256: 'photo' } }),
      /told снимок.png again though nothing/,
    ],
    ['an edit nobody was told', (facts) => void forget(facts, 4), /Анна was never told д1-1-и4-/],
    [
      'a deletion nobody was told',
      (facts) => void forget(facts, 6),
      /is not told д1-1-и5- is gone/,
    ],
    [
      'the engineer’s words out of order',
      (facts, history) => {
        history.desk.push(comment('comment$9', ['д1-1-и9-']))
        at(bubbles(facts), 0).text += ' д1-1-и9-'
      },
      /Анна: the engineer’s words are out of order/,
    ],
    [
      'a private comment on a phone',
      (facts) => bubbles(facts).push(bubble(9, 'Между нами д1-1-и2-')),
      /7 sees д1-1-и2-, which is private/,
    ],
    [
      'a private comment in our database',
      (facts) => facts.kept.push({ table: 'ticket_events', row: '(д1-1-и2-)' }),
      /д1-1-и2-, private, is kept in ticket_events/,
    ],
    [
      'a comment on another’s phone',
      (facts) => at(facts.phones, 1).bubbles.push(bubble(9, 'Смотрю д1-1-и1-')),
      /Борис sees д1-1-, which is another person’s/,
    ],
    [
      'a status that is not Naumen’s',
      (facts) => void (at(facts.desk, 0).state = 'resolved'),
      /Б-1 is «Закрыта» with us and «Решена, ждёт подтверждения» in Naumen/,
    ],
    [
      'a status without an event',
      (facts) => void facts.events.pop(),
      /«Закрыта» of Б-1 is no event/,
    ],
    [
      'statuses told in another order',
      (facts) => facts.events.push(event('status:0', 'status', { title: 'В работе' })),
      /Б-1 is «Закрыта», and «В работе» was told last/,
    ],
    [
      'a status nobody was told',
      (facts) => void forget(facts, 7),
      /Nobody was told that Б-1 is «Закрыта»/,
    ],
    [
      'an event that waits for ever',
      (facts) => void (at(facts.events, 0).told = false),
      /comment:comment\$1 was never told/,
    ],
    [
      'a request that is two of ours',
      (facts) => void (at(facts.standings, 1).uuid = uuid),
      /serviceCall\$1 is two requests of ours/,
    ],
    [
      'stars lost on their way',
      (facts) => void (at(facts.desk, 0).mark = null),
      /Анна gave Б-1 4 stars, Naumen has 0/,
    ],
    [
      'other stars in our books',
      (facts) => void (at(facts.standings, 0).stars = 5),
      /Анна gave Б-1 4 stars, we have 5/,
    ],
    [
      'a third question for stars',
      (facts) => bubbles(facts).push(at(bubbles(facts), 6), at(bubbles(facts), 6)),
      /asked for stars for Б-1 3 times/,
    ],
  ]
  for (const [what, plant, sentence] of planted)
    test(what, () => {
      expect(found(plant)).toMatch(sentence)
    })
})

test('what a cut-off may repeat, and what Telegram refused, is no violation', () => {
  const again: Plant = (facts, history) => {
    bubbles(facts).push(bubble(9, 'Смотрю д1-1-и1-'))
    history.disturbances.push({ at: 0, until: 10_000, what: 'kill -9' })
  }
  const refused: Plant = (facts, history) => {
    forget(facts, 4)
    history.refusals.push({ by: 'Telegram', method: 'sendMessage', chat: anna })
  }
  expect(found(again)).toBe('')
  expect(found(refused)).toBe('')
})
