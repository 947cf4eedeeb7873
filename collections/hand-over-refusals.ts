import type { Said } from '../src/domain/said'

/** Why a hand-over is neither begun again nor given up. */
export const why = {
  noTicket: { ru: 'Такой заявки нет.', en: 'There is no such ticket.' },
  noMessage: { ru: 'Такого сообщения нет.', en: 'There is no such message.' },
  ticketDone: { ru: 'Заявка уже передана.', en: 'The ticket has been handed over already.' },
  messageDone: { ru: 'Сообщение уже передано.', en: 'The message has been handed over already.' },
  notNeeded: {
    ru: 'Это сообщение не нужно передавать.',
    en: 'This message need not be handed over.',
  },
  done: {
    ru: 'Уже передано, прекращать нечего.',
    en: 'It has been handed over already: there is nothing to give up.',
  },
  givenUp: { ru: 'Передача уже прекращена.', en: 'The hand-over has been given up already.' },
  busy: {
    ru: 'Передача идёт прямо сейчас. Подождите минуту и посмотрите, чем она кончится.',
    en: 'It is being handed over right now. Wait a minute and see how it ends.',
  },
  onItsWay: { ru: 'Передача уже идёт.', en: 'It is being handed over already.' },
  withTicket: {
    ru: 'Сообщение уйдёт вместе с заявкой: сначала повторите передачу самой заявки.',
    en: 'The message leaves with its ticket: retry the ticket first.',
  },
  noJob: { ru: 'Этого задания здесь больше нет.', en: 'This job is no longer here.' },
} satisfies Record<string, Said>
