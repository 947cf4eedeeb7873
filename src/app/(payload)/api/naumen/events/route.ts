import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { engineOf, queueOf } from '../../../../../../collections/engine'
import { within } from '../../within'
import { receive } from './receive'

export const dynamic = 'force-dynamic'

/** Less than a script of Naumen waits. */
const patience = 4000

export async function POST(request: Request) {
  const { config } = engineOf({ config: await payloadConfig })
  return receive(request, config, (serviceCall) => within(patience, pull(serviceCall)))
}

async function pull(serviceCall: string) {
  const payload = await getPayload({ config: payloadConfig })
  try {
    const queue = await queueOf(payload)
    await queue.send(null, 'pull-ticket', { serviceCall }, { key: serviceCall })
  } catch (error) {
    payload.logger.warn(
      { err: error },
      'An event of Naumen could not be kept; the poll will see it',
    )
    throw error
  }
}
