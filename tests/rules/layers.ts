import type { Import } from './imports'

type Layer = {
  /** the files the row speaks of */
  of: RegExp
  /** what of ours they may import besides each other */
  may: RegExp[]
  /** what of ours they may know only as types */
  mayKnow?: RegExp[]
  /** packages they must do without */
  without?: RegExp
}

const under = (...paths: string[]) => paths.map((path) => new RegExp(`^${path}(/|$)`))
const payload = /^(payload|@payloadcms\/.*|next|react.*)(\/|$)/

/**
 * Who may import whom. Files no row speaks of are entries (payload.config.ts, main.ts, the launcher,
 * the worker, the routes of Next): they read the configuration and put the others together.
 */
export const layers: Layer[] = [
  { of: /^src\/domain\//, may: [], without: payload },
  {
    of: /^src\/(naumen|telegram)\//,
    may: under('src/domain'),
    mayKnow: under('src/config', 'src/log'),
    without: payload,
  },
  { of: /^src\/queue(\/|\.ts)/, may: under('src/log'), mayKnow: under('src/config') },
  {
    // prepare.ts is an entry: the one process that brings the database up to this version
    of: /^src\/database\/(?!prepare\.)/,
    may: under('src/config', 'src/lock\\.mjs'),
    mayKnow: under('src/queue', 'src/payload-types'),
  },
  {
    of: /^src\/sandbox\//,
    may: [],
    without: /^(payload|@payloadcms\/.*|grammy|axios|pg|pg-boss)(\/|$)/,
  },
  {
    of: /^src\/admin\//,
    // Server components ask who looks on, and read their figures by SQL
    may: under('src/domain', 'src/telegram', 'src/database', 'collections/access'),
    mayKnow: under('src/payload-types'),
  },
  {
    of: /^collections\//,
    may: under('src/domain', 'src/queue', 'src/database'),
    mayKnow: under('src/config', 'src/log', 'src/payload-types'),
  },
  {
    of: /^bot\/(?!main\.)/,
    may: under('src/domain', 'src/queue', 'src/telegram', 'src/database', 'src/failpoint'),
    mayKnow: under('src/config', 'src/log', 'src/payload-types', 'collections'),
  },
  {
    of: /^jobs\/(?!main\.)/,
    may: under(
      ...['src/domain', 'src/queue', 'src/naumen', 'src/telegram', 'src/database'],
      'src/failpoint',
    ),
    mayKnow: under('src/config', 'src/log', 'src/payload-types', 'collections'),
  },
]

// The sandbox is for trying the product out; the product must not know that it exists.
const sandboxKnownBy =
  /^(src\/main\.ts|src\/launcher\/|src\/app\/\(sandbox\)\/|src\/sandbox\/|tests\/)/

/** The sentence that tells what is wrong with an import; none when it is allowed. */
export function offence({ from, to, isType }: Import): string | undefined {
  if (/^src\/sandbox\//.test(to) && !sandboxKnownBy.test(from)) return `${from} knows the sandbox`
  const layer = layers.find(({ of }) => of.test(from))
  if (!layer) return undefined
  if (!isOurs(to)) return layer.without?.test(to) && !isType ? `${from} uses ${to}` : undefined
  if (layer.of.test(to) || layer.of.test(`${to}.ts`))
    return sameFolder(from, to) ? undefined : `${from} imports ${to}`
  const allowed = isType ? [...layer.may, ...(layer.mayKnow ?? [])] : layer.may
  return allowed.some((path) => path.test(to)) ? undefined : `${from} imports ${to}`
}

function isOurs(to: string): boolean {
  return /^(src|bot|jobs|collections|tests|payload\.config)(\/|\.|$)/.test(to)
}

// One row speaks of both src/naumen and src/telegram; they don't know each other either.
function sameFolder(from: string, to: string): boolean {
  const folder = (path: string) =>
    path
      .split('/')
      .slice(0, path.startsWith('src/') ? 2 : 1)
      .join('/')
  return folder(from) === folder(to)
}
