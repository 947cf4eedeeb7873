import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { keepUpdates } from '../../../../../../bot/inbox/table'
import { engineOf } from '../../../../../../collections/engine'
import { within } from '../../within'
import { receive } from './receive'

export const dynamic = 'force-dynamic'

const patience = 10_000

export async function POST(request: Request) {
  const { config } = engineOf({ config: await payloadConfig })
  const bot = Number(config.TELEGRAM_BOT_TOKEN?.split(':')[0])
  return receive(request, config, async (update) => {
    const payload = await within(patience, getPayload({ config: payloadConfig }))
    await within(patience, keepUpdates(payload, bot, [update], false)).catch((error: unknown) => {
      payload.logger.warn({ err: error }, 'An update could not be kept; Telegram will repeat it')
      throw error
    })
  })
}
