import type { Payload } from 'payload'
import { defaultTexts, type Say, type TextName } from '../src/domain/texts'
import { failpoint } from '../src/failpoint'
import type { Log } from '../src/log'
import type { Notice } from '../src/queue'
import type { Telegram } from '../src/telegram/api'
import { deliver } from '../src/telegram/deliver'
import type { OutgoingRate } from './outgoing-rate'
import { reachPerson } from './reach-person'

export type NotifyOptions = {
  payload: Payload
  telegram: Telegram
  rate: OutgoingRate
  /** The bot's texts as admins wrote them. */
  texts(): Promise<Say>
  log: Log
}

/** Job `notify`: a message the bot writes first. */
export function createNotify({ payload, telegram, rate, texts, log }: NotifyOptions) {
  return async function notify(notice: Notice): Promise<void> {
    const { chat, text, values, rows = [], silent } = notice
    if (!isText(text)) return log.error({ text }, 'A notice names a text that does not exist')
    const say = await texts()
    await reachPerson({ payload, rate, log }, chat, async () => {
      await deliver(telegram.api, { chat, html: say(text, values), rows, silent })
      failpoint('notice-sent')
    })
  }
}

const isText = (name: string): name is TextName => Object.hasOwn(defaultTexts, name)
