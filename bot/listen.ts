import pg from 'pg'
import type { Log } from '../src/log'

const again = 2000

/**
 * Tells of every NOTIFY on a channel. Only a hint that makes things quicker: while the connection is
 * lost nothing is told, so whoever listens also looks from time to time.
 */
export function listen(
  options: { connectionString: string; channel: string; log: Log },
  onNews: () => void,
) {
  const { connectionString, channel, log } = options
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function connect() {
    const own = new pg.Client({ connectionString, keepAlive: true, application_name: 'listening' })
    client = own
    let lost = false
    const lose = (error?: Error) => {
      if (lost || stopped) return
      lost = true
      log.warn({ err: error }, 'News of the inbox come late: the connection is lost')
      own.end().catch(() => undefined)
      timer = setTimeout(connect, again)
    }
    own.on('error', lose)
    own.on('end', () => lose())
    own.on('notification', onNews)
    own
      .connect()
      .then(() => own.query(`LISTEN ${pg.escapeIdentifier(channel)}`))
      .then(onNews, lose)
  }
  connect()

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
