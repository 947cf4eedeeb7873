import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

type Ask = <T>(text: string) => Promise<T[]>

/** PostgreSQL’s disk: no room for a while, and then again. */
export type Disk = { fill(): Promise<unknown>; free(): Promise<unknown> }

/**
 * Most writes fail as on a full disk (53100); some still find room in a page, as in life. A trigger
 * on every table asks a function, which is then all that has to be changed.
 */
export async function createPlantedDisk(ask: Ask): Promise<Disk> {
  const become = (body: string) =>
    ask(`CREATE OR REPLACE FUNCTION disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN ${body} RETURN NEW; END $$`)
  await become('')

  /** The queue's own tables come with the first worker. */
  async function watchAll() {
    const tables = await ask<{ name: string }>(`SELECT c.oid::regclass AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname IN ('public', 'pgboss') AND relkind IN ('r', 'p') AND NOT relispartition
        AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND tgname = 'disk')`)
    // One by one, so that nobody waits for more than one of them
    for (const { name } of tables)
      await ask(`CREATE TRIGGER disk BEFORE INSERT OR UPDATE ON ${name}
        FOR EACH ROW EXECUTE FUNCTION disk()`)
  }

  return {
    async fill() {
      await watchAll()
      const error = 'could not extend file: No space left on device'
      await become(`IF random() < 0.7 THEN
        RAISE EXCEPTION '${error}' USING ERRCODE = '53100'; END IF;`)
    },
    free: () => become(''),
  }
}

const run = promisify(execFile)
/** Only root may mount: where this is not so, the test that needs it is left out. */
export const mayMount = process.platform === 'linux' && process.getuid?.() === 0

/** A small disk of its own for a folder, that is really filled; the log of writes runs out too. */
export async function mountDisk(folder: string, megabytes: number) {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder])
  const balloon = join(folder, 'balloon')

  async function fill(ask: Ask) {
    const file = await open(balloon, 'w')
    const megabyte = Buffer.alloc(1024 * 1024, 1)
    try {
      for (;;) await file.write(megabyte)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error
    } finally {
      await file.close()
    }
    // Another file of it is needed at once, as after sixteen megabytes of writes
    const writes = `CREATE TABLE IF NOT EXISTS written (); SELECT pg_switch_wal()`
    for (let time = 0; time < 8; time++) await ask(writes).catch(() => undefined)
  }

  return {
    diskFor: (ask: Ask): Disk => ({
      fill: () => fill(ask),
      free: () => rm(balloon, { force: true }),
    }),
    unmount: () => run('umount', ['-l', folder]),
  }
}
