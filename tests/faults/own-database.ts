import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startDatabase } from '../../src/database/server'
import { environmentOf, token } from '../world/environment'
import { run } from '../world/processes'
import { until } from '../world/until'
import { createPlantedDisk, mountDisk } from './full-disk'

export type OwnDatabase = Awaited<ReturnType<typeof startOwnDatabase>>

const nowhere = 'http://127.0.0.1:9'

/**
 * A PostgreSQL server for one test file alone, prepared for the product, to be killed at will.
 * @param megabytes of a disk of its own; without it a full disk is only pretended
 */
export async function startOwnDatabase(megabytes?: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-faults-'))
  const mounted = megabytes ? await mountDisk(dataDir, megabytes) : null
  const server = await startDatabase({ dataDir })
  const sandbox = { telegram: nowhere, naumen: nowhere, mailbox: nowhere }
  const env = environmentOf(server.url, { ...sandbox, smtp: 'smtp://127.0.0.1:9' }, token)
  await run('src/database/prepare.ts', [], env)

  async function ask<T>(text: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: server.url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query(text)).rows as T[]
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  const disk = mounted?.diskFor(ask) ?? (await createPlantedDisk(ask))

  return {
    url: server.url,
    disk,
    answers: () => until('PostgreSQL to answer', () => ask('SELECT 1'), 60_000, 100),
    /** Takes the whole server with it: begun again by whoever keeps it running. */
    async killPostmaster() {
      const file = await readFile(join(dataDir, 'database/data/postmaster.pid'), 'utf8')
      process.kill(Number(file.split('\n')[0]), 'SIGKILL')
    },
    /** One of the product's connections; PostgreSQL then ends all others and recovers. */
    async killBackend(choose: <T>(all: readonly T[]) => T) {
      const others = await ask<{ pid: number }>(`SELECT pid FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`)
      process.kill(choose(others).pid, 'SIGKILL')
    },
    async stop() {
      await disk.free()
      await server.stop()
      await mounted?.unmount()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
