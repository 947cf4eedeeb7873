// Run by the launcher as a process of its own, because only here it needs Payload: brings schema,
// queue and first documents up to this version, alone among all that start at the same time.
import { getPayload, type Migration, type Payload } from 'payload'
import { Client } from 'pg'
import { readConfig, worldOf, type Config } from '../config'
import { createQueue } from '../queue'
import { writeStamps } from './installation'
import { isPrepared, preparationVersion } from './prepared'

// Any number, the same for all who prepare.
const lock = 7_310_001

async function prepare(config: Config, url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    if (!(await isPrepared(client, config))) {
      await prepareQueue(url)
      await prepareDocuments(config)
    }
    await writeStamps(client, { ...worldOf(config), prepared: preparationVersion(config) })
  } finally {
    await client.end()
  }
}

async function prepareQueue(url: string): Promise<void> {
  const queue = createQueue({
    connectionString: url,
    role: 'worker',
    onError: (error) => console.error(error.message),
  })
  await queue.start()
  await queue.stop()
}

async function prepareDocuments(config: Config): Promise<void> {
  const { default: payloadConfig } = await import('../../payload.config')
  const { migrations } = await import('../migrations/index')
  const { seed } = await import('../../collections/seed')
  const payload = await getPayload({ config: payloadConfig })
  try {
    await payload.db.migrate({ migrations: migrations as Migration[] })
    await seed(payload, config)
    await demandAdministrator(payload)
  } finally {
    await payload.destroy()
  }
}

// With none, Payload's page for the first user would be open to whoever comes first.
async function demandAdministrator(payload: Payload): Promise<void> {
  const { totalDocs } = await payload.count({ collection: 'admins', overrideAccess: true })
  if (!totalDocs)
    throw new Error(
      'ADMIN_EMAIL и ADMIN_PASSWORD нужны при первом запуске: администраторов ещё нет',
    )
}

try {
  const config = readConfig(process.env)
  if (!config.DATABASE_URL) throw new Error('DATABASE_URL is required')
  await prepare(config, config.DATABASE_URL)
  process.exit(0)
} catch (error) {
  console.error(error)
  process.exit(1)
}
