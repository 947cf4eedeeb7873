import { textOf } from '../../world/phone'
import type { DatedBubble, TicketRow } from './facts'
import type { History, Person } from '../history'
import { type AllFacts, refusedIn, wasRefused } from './refusals'

/** Each receipt tells the end, and stands once but for cut-off sends. */
export function ofReceipts(history: History, { id, name }: Person, facts: AllFacts): string[] {
  const phone = facts.phones.find((one) => one.person === id)
  const said = phone?.bubbles.filter(({ from }) => from === 'bot') ?? []
  const own = facts.tickets.filter(({ telegram }) => telegram === id)
  const lacking = own.flatMap((ticket) =>
    isTold(said, ticket, wasRefused(history, ticket, facts))
      ? []
      : [`${name}: no receipt tells how ${ticket.number} ended`],
  )
  return [
    // What Telegram refuses for good is lost: no more than it refused there
    ...(lacking.length > refusedIn(history, id) ? lacking : []),
    ...own
      .flatMap(({ number }) => [receiptOf(number), noticeOf(number)])
      .flatMap((message) => repeatedWithout(history, said, message))
      .map((text) => `${name}: «${text}» stands again though nothing cut the first one off`),
  ]
}

function isTold(said: DatedBubble[], { number, naumenTitle }: TicketRow, refused: boolean) {
  const receipts = said.map(textOf).filter((text) => receiptOf(number).test(text))
  if (refused) return receipts.some((text) => text.includes(`${number} сохранена, но не передана`))
  const ends = receipts.filter((text) => text.includes(`${number} передана`))
  return ends.some((text) => naumenTitle && text.includes(naumenTitle))
}

function repeatedWithout(history: History, said: DatedBubble[], message: RegExp) {
  const all = said.filter((bubble) => message.test(textOf(bubble)))
  return all
    .slice(1)
    .filter((again, at) => !wasCutOff(history, all[at], again))
    .map((again) => textOf(again).split('\n')[0] ?? '')
}

/** Something came between the first and the second that may have cut the first one off. */
export function wasCutOff(
  { disturbances }: History,
  before: DatedBubble | undefined,
  again: DatedBubble,
): boolean {
  const first = (before?.date ?? 0) * 1000 - 1000
  const second = again.date * 1000 + 1000
  return disturbances.some((one) => one.at <= second && one.until >= first)
}

const receiptOf = (number: string) =>
  new RegExp(`Заявка ${number} (принята|передана|сохранена, но не передана)`)
const noticeOf = (number: string) => new RegExp(`Заявка ${number} сохранена, но система`)
