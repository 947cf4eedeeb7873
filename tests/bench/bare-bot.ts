import { Bot } from 'grammy'
import { token } from '../world/environment'
import { startBotApi } from './bot-api'

/** A grammY bot that answers /start and keeps nothing: what this machine and the library allow. */
export async function startBareBot(latency: () => number) {
  const api = await startBotApi(latency)
  const bot = new Bot(token, {
    client: { apiRoot: api.url },
    botInfo: { id: 1, is_bot: true, first_name: 'Bare', username: 'bare_bot' } as never,
  })
  let offset = 0
  let running = true
  const polling = poll()

  // Not bot.start(), which handles one update at a time
  async function poll() {
    while (running) {
      const updates = await bot.api.getUpdates({ offset, timeout: 1 })
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
      for (const { message } of updates)
        if (message) void bot.api.sendMessage(message.chat.id, 'Чем помочь?')
    }
  }

  return {
    api,
    async stop() {
      running = false
      await polling
      await api.stop()
    },
  }
}
