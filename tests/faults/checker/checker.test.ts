import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NaumenTicket } from '../../world/world'
import { startWorld, type World } from '../../world/world'
import { judge, readAll } from './checker'
import { createColleague } from '../colleague'
import { createHistory, type History } from '../history'
import { createRandom } from '../random'
import type { AllFacts } from './refusals'
import { settle } from '../settle'
import { livesThrough } from '../whole-life'

// One true story of two people, of whom one lives with a request to its end; every violation is planted into a copy of it
let world: World
let history: History
let facts: AllFacts

beforeAll(async () => {
  world = await startWorld({ name: 'checker', env: { NAUMEN_POLL_SECONDS: '1' } })
  await world.categoriesArePulled()
  history = createHistory()
  const random = createRandom(1)
  for (const number of [1, 2]) {
    const colleague = await createColleague(world, history, number, random)
    await colleague.signIn()
    await colleague.files()
    if (number === 1) await livesThrough(world, history, colleague, random)
    await colleague.files(false)
    while (!history.people.at(-1)?.stories.some(hasAll)) await colleague.files()
  }
  await settle(world)
  facts = await readAll(world, history)
}, 240_000)

afterAll(() => world?.stop())

const hasAll = ({ texts, files, presses }: History['people'][0]['stories'][0]) =>
  presses > 0 && texts.length > 1 && files.length > 0

type Plant = (facts: AllFacts, history: History) => void

function found(plant: Plant): string {
  const [spoilt, told] = structuredClone([facts, history] as const)
  plant(spoilt, told)
  return judge(told, spoilt).join('\n')
}

/** The request of the first person that has several words and a file. */
function whole(history: History, { naumen }: AllFacts): NaumenTicket {
  const story = history.people[0]?.stories.find(hasAll)
  const copy = naumen.find(({ description }) => description.includes(story?.mark ?? '?'))
  if (!copy) throw new Error('There is no such request')
  return copy
}

test('nothing is found where nothing is wrong', () => {
  expect(facts.naumen.length).toBeGreaterThan(1)
  expect(facts.kept.length).toBeGreaterThan(1)
  expect(facts.statuses.flatMap(({ naumenStates }) => naumenStates)).toContain('closed')
  expect(judge(history, facts)).toEqual([])
})

test('what was said and told in the true story is all there to be judged', () => {
  const [story] = first(history.people).stories
  expect(story?.said.length).toBeGreaterThan(4)
  expect(story?.stars).toBe(4)
  expect(history.desk.filter((one) => one.private)).toHaveLength(1)
  expect(facts.messages.filter(({ direction }) => direction === 'fromEngineer')).toHaveLength(2)
  expect(facts.events.filter(({ kind }) => kind === 'status').length).toBeGreaterThan(4)
})

describe('found is', () => {
  const planted: [string, Plant, RegExp][] = [
    [
      'a request lost on its way to Naumen',
      (facts, history) => {
        const lost = whole(history, facts)
        facts.naumen = facts.naumen.filter((one) => one !== lost)
      },
      /stands in Naumen 0 times/,
    ],
    ['a request that was never saved', (facts) => void facts.tickets.pop(), /was filed 0 times/],
    [
      'a request that stands in Naumen twice',
      (facts, history) => void facts.naumen.push(whole(history, facts)),
      /stands in Naumen 2 times/,
    ],
    [
      'a draft filed twice',
      (facts) => facts.tickets.push({ ...first(facts.tickets), number: 'Б-9999' }),
      /was filed twice/,
    ],
    [
      'a request that was not sent',
      (_, history) => {
        for (const story of first(history.people).stories) story.presses = 0
      },
      /was not sent but was filed/,
    ],
    [
      'a request nobody told',
      (facts) => facts.naumen.push({ ...first(facts.naumen), description: 'x', title: 'RP9' }),
      /RP9 in Naumen is nobody’s/,
    ],
    [
      'a request with another owner',
      (facts) => {
        first(facts.naumen).client = { uuid: 'x', title: 'x', email: 'other@blago.example' }
      },
      /belongs to other@blago.example/,
    ],
    [
      'words out of order',
      (facts, history) => {
        const copy = whole(history, facts)
        copy.description = copy.description.replace(/<p>(.*?)<br>(.*?)<\/p>/, '<p>$2<br>$1</p>')
      },
      /the words differ or are out of order/,
    ],
    [
      'a file that is missing',
      (facts, history) => void whole(history, facts).files.pop(),
      /files differ/,
    ],
    [
      'a file that came twice',
      (facts, history) => {
        const { files } = whole(history, facts)
        files.push(first(files))
      },
      /files differ/,
    ],
    [
      'a file that is not what was sent',
      (facts, history) => {
        first(whole(history, facts).files).sha256 = 'another'
      },
      /files differ/,
    ],
    [
      'a request that was not handed over',
      (facts) => {
        first(facts.tickets).state = 'creating'
      },
      /is not handed over: creating/,
    ],
    [
      'another person’s words on a phone',
      (facts, history) => say(facts, `Строка ${history.people[1]?.stories[0]?.mark}1.`),
      /Номер1 sees д2-1-/,
    ],
    [
      'another person’s number on a phone',
      (facts) => say(facts, `Заявка ${facts.tickets.at(-1)?.number}`),
      /Номер1 sees Б-/,
    ],
    [
      'another person’s address on a phone',
      (facts, history) => say(facts, history.people[1]?.email ?? ''),
      /Номер1 sees worker2@/,
    ],
    [
      'a receipt that never told the end',
      (facts) => {
        for (const bubble of first(facts.phones).bubbles)
          bubble.text = bubble.text?.replace('передана', 'принята')
      },
      /no receipt tells how Б-\d+ ended/,
    ],
    [
      'a receipt that came twice for no reason',
      (facts) => {
        const { bubbles } = first(facts.phones)
        const receipt = bubbles.find(({ text }) => /Заявка Б-\d+ передана/.test(text ?? ''))
        if (receipt) bubbles.push(receipt)
      },
      /stands again though nothing cut the first one off/,
    ],
    [
      'a screen that was not drawn',
      (facts) => facts.undrawn.push({ chat: 1, behind: 2 }),
      /2 drawings behind/,
    ],
    [
      'a job that failed',
      (facts) => facts.jobs.push({ name: 'notify', state: 'failed', count: 1 }),
      /1 jobs of notify are failed/,
    ],
    [
      'an update without an answer',
      (facts) => facts.unanswered.push(77),
      /update 77 was never answered/,
    ],
    [
      'an update set aside',
      (facts) => facts.setAside.push({ kind: 'text', reason: 'x' }),
      /was set aside/,
    ],
    [
      'a mail about somebody else',
      (facts) => facts.mails.push({ to: 'worker1@blago.example', text: 'worker2@blago.example' }),
      /A mail to worker1@blago.example names worker2@/,
    ],
    [
      'a worker that ended by itself',
      (_, history) => history.ownEnds.push('exit 1'),
      /ended by itself: exit 1/,
    ],
  ]
  for (const [what, plant, sentence] of planted)
    test(what, () => {
      expect(found(plant)).toMatch(sentence)
    })
})

function first<T>(all: T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('There is none')
  return one
}

const say = ({ phones }: AllFacts, text: string) =>
  first(phones).bubbles.push({ id: 1, from: 'bot', text, date: 0 })
