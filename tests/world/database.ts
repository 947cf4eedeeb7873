import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startDatabase } from '../../src/database/server'
import { run } from './processes'
import { environmentOf, token } from './environment'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A prepared database to be cloned, on a server that runs for all test files. */
    templateUrl: string
  }
}

/** One PostgreSQL for all files; its database is prepared once and then only cloned. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'blago-tests-'))
  // A worker opens some twenty connections, and a good many run at the same time
  const database = await startDatabase({ dataDir, connections: 400 })
  const nowhere = 'http://127.0.0.1:9'
  const sandbox = {
    telegram: nowhere,
    naumen: nowhere,
    mailbox: nowhere,
    smtp: 'smtp://127.0.0.1:9',
  }
  await run('src/database/prepare.ts', [], environmentOf(database.url, sandbox, token))
  project.provide('templateUrl', database.url)
  return async () => {
    await database.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
