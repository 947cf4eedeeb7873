import { filesOf } from './present'
import { classOf, type Thing } from './store'
import type { World } from './world'

/** Where the event actions of this installation post to. */
export type Hook = {
  url: string
  secret: string
  /** How often each event is posted; real queues do repeat themselves. */
  copies?: number
  /** Post what came together last first. */
  outOfOrder?: boolean
  /** The scripts are switched off for a while. */
  off?: boolean
}

const GATHERING_MS = 50
// Scripts of Naumen give up after about five seconds and never try again.
const TIMEOUT_MS = 5000

/** Posts what happens to service calls, as an administrator's script on an event would. */
export function createEventActions(world: World, later: (ms: number, run: () => void) => void) {
  const seen = new Map(world.store.all('serviceCall').map((call) => [call.UUID, { ...call }]))
  const comments = new Map(world.store.all('comment').map((one) => [one.UUID, noted(one)]))
  let gathered: object[] = []

  const post = () => {
    const events = world.knobs.hook?.outOfOrder ? gathered.reverse() : gathered
    gathered = []
    void postAll(world.knobs.hook, events)
  }
  return {
    /** To be told of every change; it finds out by itself what the change was. */
    notice(uuid: string) {
      const event = classOf(uuid) === 'comment' ? aboutComment(uuid) : aboutCall(uuid)
      if (!event || !world.knobs.hook || world.knobs.hook.off) return
      if (gathered.length === 0) later(GATHERING_MS, post)
      gathered.push(event)
    },
  }

  function noted(comment: Thing) {
    const { source, text, files = [] } = comment
    const isPrivate = comment.private === true
    const attached = filesOf(world, comment.UUID).map(({ UUID }) => UUID)
    return { source, isPrivate, content: JSON.stringify([text, isPrivate, files, attached]) }
  }

  function aboutComment(uuid: string) {
    const comment = world.store.get(uuid)
    const before = comments.get(uuid)
    const after = comment && noted(comment)
    if (after) comments.set(uuid, after)
    else comments.delete(uuid)
    const known = after ?? before
    const call = world.store.get(String(known?.source))
    if (!known || call?.number === undefined || before?.content === after?.content) return undefined
    // A change or a deletion has an action of its own, on the comment itself
    if (before) return { event: 'comment', uuid, source: call.UUID, ts: world.now() }
    return { ...described(call, 'comment', []), comment: { uuid, private: known.isPrivate } }
  }

  function aboutCall(uuid: string) {
    const call = world.store.get(uuid)
    if (classOf(uuid) !== 'serviceCall' || !call) return undefined
    const before = seen.get(call.UUID)
    seen.set(call.UUID, { ...call })
    if (!before) return described(call, 'add', [])
    const changed = Object.keys(call).filter((code) => call[code] !== before[code])
    const told = changed.filter((code) => code !== 'lastModifiedDate' && code !== 'history')
    return told.length
      ? described(call, told.includes('state') ? 'state' : 'edit', told)
      : undefined
  }

  function described({ UUID, number, state }: Thing, event: string, changed: string[]) {
    return { event, uuid: UUID, number, state, changed, comment: null, ts: world.now() }
  }
}

async function postAll(hook: Hook | null, events: object[]) {
  if (!hook) return
  for (const event of events) {
    for (let copy = 0; copy < (hook.copies ?? 1); copy++) await post(hook, event)
  }
}

async function post({ url, secret }: Hook, event: object) {
  const headers = { 'content-type': 'application/json', 'x-hook-secret': secret }
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const init = { method: 'POST', headers, body: JSON.stringify(event), signal }
  // A lost event stays lost: whoever listens has to look by himself as well.
  await fetch(url, init).then(
    (answer) => answer.body?.cancel(),
    () => undefined,
  )
}
