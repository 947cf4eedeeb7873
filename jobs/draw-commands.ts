import type { Jobs } from '../src/queue'
import { offerCommands } from '../src/telegram/commands'
import { isOpen, type NotifyOptions } from './notify'
import { reachPerson } from './reach/person'

/**
 * Job `draw-commands`: where access has ended the chat offers nothing but to sign in; where it was
 * given again, what every private chat offers.
 */
export function createDrawCommands({ payload, telegram, rate, texts, log }: NotifyOptions) {
  return async function drawCommands({ chat }: Jobs['draw-commands']): Promise<void> {
    const say = await texts()
    await reachPerson({ payload, rate, log }, chat, async () => {
      const signIn = { command: 'start', description: say('signInCommand') }
      await offerCommands(telegram.api, chat, (await isOpen(payload, chat)) ? null : [signIn])
    })
  }
}
