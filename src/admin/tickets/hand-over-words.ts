import { type Words, wordsIn } from '../kit/words'

export type HandOverState =
  'waiting' | 'creating' | 'created' | 'done' | 'failed' | 'givenUp' | 'notNeeded'

type Kind = 'tickets' | 'messages'

const words: Record<Kind, Words<HandOverState>> = {
  tickets: {
    ru: {
      waiting: 'Ждёт передачи',
      creating: 'Передаётся',
      created: 'Передана, идут файлы',
      done: 'Передана',
      failed: 'Не передана',
      givenUp: 'Передача прекращена',
      notNeeded: '',
    },
    en: {
      waiting: 'Waiting to be handed over',
      creating: 'Being handed over',
      created: 'Handed over, files follow',
      done: 'Handed over',
      failed: 'Not handed over',
      givenUp: 'Given up',
      notNeeded: '',
    },
  },
  messages: {
    ru: {
      waiting: 'Ждёт передачи',
      creating: 'Передаётся',
      created: 'Передано, идут файлы',
      done: 'Передано',
      failed: 'Не передано',
      givenUp: 'Передача прекращена',
      notNeeded: '',
    },
    en: {
      waiting: 'Waiting to be handed over',
      creating: 'Being handed over',
      created: 'Handed over, files follow',
      done: 'Handed over',
      failed: 'Not handed over',
      givenUp: 'Given up',
      notNeeded: '',
    },
  },
}

export const handOverWords = (
  state: string,
  language: string | undefined,
  kind: Kind = 'tickets',
) => wordsIn(language, words[kind])[state as HandOverState] ?? state

/** How it is coloured: what asks for a person, what is on its way, what is well. */
export function toneOf(state: string): 'error' | 'warning' | 'success' | 'plain' {
  if (state === 'failed') return 'error'
  if (state === 'givenUp') return 'plain'
  return state === 'done' ? 'success' : 'warning'
}
