import { Client } from 'pg'
import { ConfigError, worldOf, type Config } from '../config'
import { foreignWorld } from '../database/installation'
import { isPrepared } from '../database/prepared'
import type { Resolved } from './bring-up'
import { runOnce } from './children'
import { Ended, type Lifetime } from './lifetime'
import { prepareProgram } from './programs'

/**
 * Schema and first documents, in a process of their own, unless this version has made them already.
 * @throws ConfigError when the data belong to another bot or another Naumen
 */
export async function ensurePrepared(
  { config, environment }: Resolved,
  life: Lifetime,
  { accept }: { accept: boolean },
) {
  if (await isReady(config, accept)) return
  console.log('Готовлю базу данных…')
  const preparing = runOnce(prepareProgram(environment))
  life.signal.addEventListener('abort', preparing.kill)
  const code = await preparing.finished
  if (life.signal.aborted) throw new Ended()
  if (code) throw new ConfigError('База данных не подготовлена: причина выше.')
}

async function isReady(config: Config, accept: boolean): Promise<boolean> {
  const client = new Client({ connectionString: config.DATABASE_URL })
  await client.connect()
  try {
    const foreign = await foreignWorld(client, worldOf(config))
    if (foreign && !accept) throw new ConfigError(foreign)
    return !foreign && (await isPrepared(client, config))
  } finally {
    await client.end()
  }
}
