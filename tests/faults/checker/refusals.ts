import { textOf } from '../../world/phone'
import type { ConversationFacts } from './conversation-facts'
import type { Facts, TicketRow } from './facts'
import type { History, Refusal, Story } from '../history'
import type { RefusalFacts } from './refusal-facts'

export type AllFacts = Facts & RefusalFacts & ConversationFacts

/** In Naumen’s words: nobody but Naumen may end a hand-over here. */
const naumensWords = /Недостаточно прав для выполнения операции|Операция не может быть выполнена/
const telegramsWords = /Telegram больше не отдаёт этот файл/
export const operator = 'operator@blago.example'

const byNaumen = ({ refusals }: History) => refusals.filter((one) => one.by === 'Naumen')
const byTelegram = ({ refusals }: History) => refusals.filter((one) => one.by === 'Telegram')

/** Whether Naumen refused a call that was made for this ticket, or for whichever was the next. */
const isAbout = (ticket: TicketRow, { serviceCalls }: AllFacts) => {
  const uuid = serviceCalls[ticket.id]
  return ({ path, body }: Extract<Refusal, { by: 'Naumen' }>) =>
    [ticket.id, uuid, '["-"]'].some((name) => name && `${path} ${body}`.includes(name))
}

/** Not handed over, and rightly: Naumen said no to it. */
export const wasRefused = (history: History, ticket: TicketRow, facts: AllFacts) =>
  ticket.state === 'failed' &&
  naumensWords.test(ticket.error ?? '') &&
  byNaumen(history).some(isAbout(ticket, facts))

/** What failed with this reason, Naumen refused. */
export const wasNaumensNo = (history: History, reason: string | null) =>
  naumensWords.test(reason ?? '') && byNaumen(history).length > 0

/** The operator hears of it, and so does whoever filed it. */
export function ofRefused(history: History, facts: AllFacts): string[] {
  return facts.tickets
    .filter((ticket) => wasRefused(history, ticket, facts))
    .flatMap(({ number, telegram }) => {
      const said = facts.phones.find(({ person }) => person === telegram)?.bubbles ?? []
      const notice = `Заявка ${number} сохранена, но система инженеров её не приняла`
      const isTold = said.some((bubble) => textOf(bubble).includes(notice))
      const isMailed = facts.mails.some(
        ({ to, text }) => to.includes(operator) && text.includes(number),
      )
      return [
        ...(isTold || refusedIn(history, telegram)
          ? []
          : [`Nobody was told that ${number} failed`]),
        ...(isMailed ? [] : [`No alert says that ${number} failed`]),
      ]
    })
}

/** How many calls Telegram refused in this chat. */
export const refusedIn = (history: History, chat: number) =>
  byTelegram(history).filter((one) => one.chat === chat).length

/** Files of a story that were refused in words, and so need not stand in Naumen. */
export const refusedFiles = ({ failedFiles }: AllFacts, { files }: Story) =>
  files.filter(({ name }) => failedFiles.some((failed) => failed.name === name))

/** Whoever sent it hears of it, where Telegram does not refuse that as well. */
export function ofUntoldFiles(history: History, { failedFiles, tickets, phones }: AllFacts) {
  return failedFiles.flatMap(({ ticket: number, name }) => {
    const telegram = tickets.find((one) => one.number === number)?.telegram ?? 0
    const said = phones.find(({ person }) => person === telegram)?.bubbles ?? []
    const notices = [
      `Файл «${name}» из заявки ${number} не передан`,
      `Файл «${name}» из вашего сообщения по заявке ${number} не передан`,
    ]
    const isTold = notices.some((notice) => said.some((one) => textOf(one).includes(notice)))
    return isTold || refusedIn(history, telegram) ? [] : [`Nobody was told that ${name} failed`]
  })
}

export function ofFiles(history: History, { failedFiles }: AllFacts): string[] {
  const wrong = failedFiles
    .filter(({ reason }) => !naumensWords.test(reason ?? '') && !telegramsWords.test(reason ?? ''))
    .map(({ name, reason }) => `${name} failed without a reason: ${reason ?? ''}`)
  const byWhom = (words: RegExp) => failedFiles.filter(({ reason }) => words.test(reason ?? ''))
  const noFiles = byTelegram(history).filter(({ chat }) => chat === null)
  const noSending = byNaumen(history).filter(({ path }) => path.startsWith('add-file'))
  if (byWhom(telegramsWords).length > noFiles.length)
    wrong.push('More files were refused by Telegram than it refused')
  if (byWhom(naumensWords).length > noSending.length)
    wrong.push('More files were refused by Naumen than it refused')
  return wrong
}

export function ofDoors(history: History, { laneShut, blocked }: AllFacts): string[] {
  return [
    ...(laneShut === null ? [] : [`The road to Naumen is still shut: ${laneShut}`]),
    ...blocked
      .filter((chat) => !refusedIn(history, chat))
      .map((chat) => `${chat} is thought to have shut the bot out`),
  ]
}
