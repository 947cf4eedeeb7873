import { execFile } from 'node:child_process'
import {
  chmod,
  cp,
  lchown,
  lstat,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConfigError } from '../config'

/** Who runs PostgreSQL, which refuses to run as root: a command prefix and who owns its files. */
export type Account = {
  binaries: string
  /** put before the program and its arguments */
  prefix: string[]
  /** gives a file or a folder, with all in it, to the account */
  own(path: string): Promise<void>
}

/**
 * A plain user runs it directly. Root becomes nobody inside a user namespace, where the files stay
 * root's; where namespaces are forbidden (Docker), it becomes nobody by setpriv and the files
 * become nobody's. Each way is tried on the very folder before it is taken.
 */
export async function findAccount(binaries: string, folder: string): Promise<Account> {
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasName()) return { binaries, prefix: [], own: async () => {} }
  const plain = await plainUser()
  const namespace = ['unshare', '-U', `--map-user=${plain.uid}`, `--map-group=${plain.gid}`]
  if (await works(namespace, binaries, folder))
    return {
      binaries,
      prefix: namespace,
      own: (path) => give(path, process.getuid!(), process.getgid!()),
    }
  if (isRoot) return byPrivileges(binaries, folder, plain)
  throw new ConfigError(
    `Пользователя с номером ${process.getuid?.()} нет в /etc/passwd: задайте DATABASE_URL.`,
  )
}

async function byPrivileges(binaries: string, folder: string, plain: Plain): Promise<Account> {
  const dropped = ['setpriv', `--reuid=${plain.uid}`, `--regid=${plain.gid}`, '--clear-groups']
  // Only where the folder lies under one that others may not enter, such as /root: the server then
  // keeps the right to pass by permissions, and nothing else of root's.
  const passing = [...dropped, '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  await give(folder, plain.uid, plain.gid)
  const readable = (await works(dropped, binaries)) ? binaries : await readableCopy(binaries)
  for (const prefix of [dropped, passing])
    if (await works(prefix, readable, folder))
      return { binaries: readable, prefix, own: (path) => give(path, plain.uid, plain.gid) }
  throw new ConfigError(
    'От имени root PostgreSQL не запускается, а сменить пользователя здесь нельзя: ' +
      'запустите от обычного пользователя или задайте DATABASE_URL.',
  )
}

/** Nothing of ours: the server needs no secret, and PG… variables would mislead it. */
export const bareEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  LC_ALL: 'C',
}

type Plain = { uid: number; gid: number }

// initdb insists on an account with a name.
async function plainUser(): Promise<Plain> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const users = lines.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const found = users.find(({ name }) => name === 'nobody') ?? users.find(({ uid }) => uid > 0)
  return found ?? { uid: 65534, gid: 65534 }
}

function hasName(): boolean {
  try {
    return !!userInfo().username
  } catch {
    return false
  }
}

async function works(prefix: string[], binaries: string, folder?: string): Promise<boolean> {
  const test = folder ? '"$0" --version && test -w "$1" && test -x "$1"' : '"$0" --version'
  const [command = '', ...args] = [
    ...prefix,
    'sh',
    '-c',
    test,
    join(binaries, 'bin/postgres'),
    folder ?? '',
  ]
  return promisify(execFile)(command, args).then(
    () => true,
    () => false,
  )
}

async function give(path: string, uid: number, gid: number): Promise<void> {
  if ((await stat(path)).uid === uid) return
  // The top last: a giving that was cut short is then begun anew.
  for (const below of await readdir(path, { recursive: true }).catch(() => []))
    await lchown(join(path, below), uid, gid)
  await lchown(path, uid, gid)
}

// A project under /root: nobody can't even read the programs. The copy has one place, so that it
// is made once; in a folder all may write to, it counts only when root made it.
async function readableCopy(binaries: string): Promise<string> {
  const version = basename(dirname(binaries)) + '-' + (await packageVersion(binaries))
  const copy = join(tmpdir(), `postgresql-${version}`)
  const existing = await lstat(copy).catch(() => undefined)
  if (existing?.isDirectory() && existing.uid === 0 && !(existing.mode & 0o022)) return copy
  if (existing) throw new ConfigError(`${copy} создан не нами: удалите его и повторите.`)
  const draft = await mkdtemp(`${copy}-`)
  await cp(binaries, draft, { recursive: true, verbatimSymlinks: true })
  await chmod(draft, 0o755)
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }))
  return copy
}

async function packageVersion(binaries: string): Promise<string> {
  const description = await readFile(join(dirname(binaries), 'package.json'), 'utf8')
  return (JSON.parse(description) as { version: string }).version
}
