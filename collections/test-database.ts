import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getPayload, type Migration, type Payload } from 'payload'
import { startDatabase } from '../src/database/server'
import { createQueue } from '../src/queue'

/** Payload on a database of its own, with schema, queue and first records. For tests. */
export async function startPayload(): Promise<{ payload: Payload; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-collections-'))
  const database = await startDatabase({ dataDir })
  Object.assign(process.env, environmentFor(database.url))
  const { default: config } = await import('../payload.config')
  const { migrations } = await import('../src/migrations')
  const { seed } = await import('./seed')
  const { engineOf } = await import('./engine')
  await makeQueue(database.url)
  const payload = await getPayload({ config })
  await payload.db.migrate({ migrations: migrations as Migration[] })
  await seed(payload, engineOf(payload).config)
  return {
    payload,
    async stop() {
      await (await engineOf(payload).queue)?.stop()
      await payload.destroy()
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeQueue(connectionString: string) {
  const onError = (error: Error) => console.error(error.message)
  const queue = createQueue({ connectionString, role: 'worker', onError })
  await queue.start()
  await queue.stop()
}

const environmentFor = (url: string) => ({
  DATABASE_URL: url,
  PAYLOAD_SECRET: 'a secret of tests, long enough for it',
  ADMIN_EMAIL: 'admin@zavod.example',
  ADMIN_PASSWORD: 'correct horse battery',
  LOG_LEVEL: 'silent',
  DISABLE_PAYLOAD_HMR: 'true',
})
