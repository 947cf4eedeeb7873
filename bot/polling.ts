import pg from 'pg'
import type { Update } from 'grammy/types'
import type { Log } from '../src/log'
import type { Telegram } from '../src/telegram/api'
import { startPolling } from '../src/telegram/polling'

export type PollAlone = {
  connectionString: string
  botId: number
  telegram: Telegram
  receive(updates: Update[]): Promise<void>
  log: Log
}

/**
 * Long polling by one process at a time: Telegram refuses a second poller. Whoever holds the lock in
 * PostgreSQL polls; it falls to another with the holder's connection.
 */
export function pollAlone(deps: PollAlone) {
  const stopping = new AbortController()
  const stopped = keepTrying(deps, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await stopped
    },
  }
}

async function keepTrying(deps: PollAlone, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await pollWhileAlone(deps, stop)
    } catch (error) {
      deps.log.warn({ err: error }, 'Polling lost the database')
    }
    await pause(2000, stop)
  }
}

async function pollWhileAlone(deps: PollAlone, stop: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: deps.connectionString,
    keepAlive: true,
    application_name: 'polling',
  })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  await client.connect()
  try {
    const key = `telegram polling ${deps.botId}`
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
      [key],
    )
    if (!rows[0]?.mine) return
    await poll(deps, lost, stop)
  } finally {
    await client.end()
  }
}

async function poll({ telegram, receive, log }: PollAlone, lost: Promise<void>, stop: AbortSignal) {
  const polling = startPolling({
    telegram,
    receive,
    onError: (error, wait) => log.warn({ err: error, wait }, 'Telegram could not be polled'),
  })
  const asked = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()))
  await Promise.race([lost, stop.aborted ? undefined : asked])
  await polling.stop()
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const timer = setTimeout(resolve, milliseconds)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
