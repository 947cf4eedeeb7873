import { textOf } from '../../world/phone'
import type { NaumenTicket, World } from '../../world/world'
import { type DatedBubble, readFacts } from './facts'
import type { History, Person, Story } from '../history'
import { ofReceipts } from './receipts'
import { ofSayings } from './conversation'
import { readConversation } from './conversation-facts'
import { ofDesk } from './desk-words'
import { readRefusalFacts } from './refusal-facts'
import {
  type AllFacts,
  ofDoors,
  ofFiles,
  ofUntoldFiles,
  ofRefused,
  refusedFiles,
  wasRefused,
} from './refusals'
import { ofStandings } from './standing'

/** Everything that is not as it was promised, in words; empty when all is well. */
export async function violations(world: World, history: History): Promise<string[]> {
  return judge(history, await readAll(world, history))
}

export async function readAll(world: World, history: History): Promise<AllFacts> {
  return {
    ...(await readFacts(world, history)),
    ...(await readRefusalFacts(world)),
    ...(await readConversation(world)),
  }
}

/** Compares what people did with what was made of it. */
export function judge(history: History, facts: AllFacts): string[] {
  return [
    ...history.ownEnds.map((end) => `A process ended by itself: ${end}`),
    ...history.people.flatMap((person) => [
      ...person.stories.flatMap((story) => ofStory(history, person, story, facts)),
      ...ofPhone(history, person, facts),
    ]),
    ...ofTickets(history, facts),
    ...ofMachinery(facts),
    ...ofMails(history, facts),
    ...ofRefused(history, facts),
    ...ofFiles(history, facts),
    ...ofUntoldFiles(history, facts),
    ...ofDoors(history, facts),
    ...ofSayings(history, facts),
    ...ofDesk(history, facts),
    ...ofStandings(history, facts),
  ]
}

/** Sent: stands in Naumen once, whole and with its owner. Not sent, or refused: stands nowhere. */
function ofStory(history: History, person: Person, story: Story, facts: AllFacts): string[] {
  const copies = facts.naumen.filter(({ description }) => description.includes(story.mark))
  const filed = facts.tickets.filter(({ text }) => text.includes(story.mark))
  const who = `${person.name} ${story.mark}`
  if (!story.presses)
    return [
      ...copies.map(({ title }) => `${who} was not sent but stands in Naumen as ${title}`),
      ...filed.map(({ number }) => `${who} was not sent but was filed as ${number}`),
    ]
  const wrong: string[] = []
  if (filed.length !== 1) wrong.push(`${who} was filed ${filed.length} times`)
  const refused = filed.filter((ticket) => wasRefused(history, ticket, facts))
  if (copies.length !== (refused.length ? 0 : 1))
    wrong.push(`${who} stands in Naumen ${copies.length} times`)
  // Its files were on their way when it was refused
  if (refused.length) return wrong
  return [...wrong, ...copies.flatMap((copy) => ofCopy(person, story, copy, facts))]
}

function ofCopy(person: Person, story: Story, copy: NaumenTicket, facts: AllFacts): string[] {
  const who = `${person.name} ${story.mark}`
  const wrong: string[] = []
  if (copy.client?.email !== person.email)
    wrong.push(`${who} belongs to ${copy.client?.email ?? 'nobody'} in Naumen`)
  if (!copy.description.includes(`<p>${story.texts.join('<br>')}</p>`))
    wrong.push(`${who}: the words differ or are out of order`)
  const refused = refusedFiles(facts, story)
  const sent = story.files.filter((file) => !refused.includes(file))
  const wanted = listed(sent.map(({ name, sha256 }) => `${name} ${sha256}`))
  // Where a comment takes no files, what was sent with it stands here (`ofSayings`)
  const later = story.said.flatMap(({ files }) => files.map(({ name }) => name))
  const own = copy.files.filter(({ title }) => !later.includes(title))
  const there = listed(own.map(({ title, sha256 }) => `${title} ${sha256}`))
  if (wanted !== there) wrong.push(`${who}: files differ, sent ${wanted}, there ${there}`)
  return wrong
}

const listed = (files: string[]) => files.toSorted().join(', ') || 'none'

/** Nothing that nobody sent, nothing twice, everything handed over and said so. */
function ofTickets(history: History, facts: AllFacts): string[] {
  const { tickets, naumen } = facts
  const stories = history.people.flatMap((person) => person.stories)
  const isKnown = (text: string) => stories.some(({ mark }) => text.includes(mark))
  return [
    ...tickets.filter(({ text }) => !isKnown(text)).map(({ number }) => `${number} is nobody’s`),
    ...naumen
      .filter(({ description }) => !isKnown(description))
      .map(({ title }) => `${title} in Naumen is nobody’s`),
    ...repeated(tickets.map(({ draft }) => draft)).map((key) => `The draft ${key} was filed twice`),
    ...repeated(tickets.map(({ number }) => number)).map((one) => `${one} was given twice`),
    ...tickets
      .filter((ticket) => ticket.state !== 'done' && !wasRefused(history, ticket, facts))
      .map(({ number, state, error }) => `${number} is not handed over: ${state} ${error ?? ''}`),
  ]
}

const repeated = (all: string[]) => [...new Set(all.filter((one, at) => all.indexOf(one) !== at))]

/** One's own and nobody else's. */
function ofPhone(history: History, person: Person, facts: AllFacts): string[] {
  const phone = facts.phones.find((one) => one.person === person.id)
  const said = phone?.bubbles.filter(({ from }) => from === 'bot') ?? []
  return [...strange(history, person, facts, said), ...ofReceipts(history, person, facts)]
}

function strange(history: History, person: Person, facts: AllFacts, said: DatedBubble[]): string[] {
  const words = said.map(textOf).join('\n')
  const others = history.people.filter(({ id }) => id !== person.id)
  const secrets = others.flatMap(({ email, stories }) => [
    email,
    ...stories.map(({ mark }) => mark),
  ])
  const foreign = facts.tickets.filter(({ telegram }) => telegram !== person.id)
  const numbers = foreign.flatMap(({ number, naumenTitle }) => [number, naumenTitle ?? number])
  return [...secrets, ...numbers]
    .filter((secret) => holds(words, secret))
    .map((secret) => `${person.name} sees ${secret}, which is another person’s`)
}

/** Whole: «Б-100» does not stand in «Б-1001», nor one address in a longer one. */
function holds(words: string, secret: string): boolean {
  for (let at = words.indexOf(secret); at >= 0; at = words.indexOf(secret, at + 1)) {
    const isLonger = /[\p{L}\d]/u
    const before = words[at - 1] ?? ' '
    const after = words[at + secret.length] ?? ' '
    if (!isLonger.test(before) && (secret.endsWith('-') || !isLonger.test(after))) return true
  }
  return false
}

function ofMachinery({ undrawn, jobs, setAside, unanswered }: AllFacts): string[] {
  return [
    ...undrawn.map(({ chat, behind }) => `The screen of ${chat} is ${behind} drawings behind`),
    ...jobs.map(({ name, state, count }) => `${count} jobs of ${name} are ${state}`),
    ...setAside.map(({ kind, reason }) => `An update (${kind}) was set aside: ${reason}`),
    ...unanswered.map((update) => `The update ${update} was never answered`),
  ]
}

/** A mail tells of its own addressee only. */
function ofMails({ people }: History, { mails }: AllFacts): string[] {
  return mails.flatMap(({ to, text }) =>
    people
      .filter(({ email }) => !holds(to, email) && holds(text, email))
      .map(({ email }) => `A mail to ${to} names ${email}`),
  )
}
