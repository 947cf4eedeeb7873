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
}

const GATHERING_MS = 50
// Scripts of Naumen give up after about five seconds and never try again.
const TIMEOUT_MS = 5000

/** Posts what happens to service calls, as an administrator's script on an event would. */
export function createEventActions(world: World, later: (ms: number, run: () => void) => void) {
  const seen = new Map(world.store.all('serviceCall').map((call) => [call.UUID, { ...call }]))
  const comments = new Set(world.store.all('comment').map(({ UUID }) => UUID))
  let gathered: object[] = []

  const post = () => {
    const events = world.knobs.hook?.outOfOrder ? gathered.reverse() : gathered
    gathered = []
    void postAll(world.knobs.hook, events)
  }
  return {
    /** To be told of every change; it finds out by itself what the change was. */
    notice(uuid: string) {
      const thing = world.store.get(uuid)
      if (!thing) return
      const event = classOf(uuid) === 'comment' ? aboutComment(thing) : aboutCall(thing)
      if (!event || !world.knobs.hook) return
      if (gathered.length === 0) later(GATHERING_MS, post)
      gathered.push(event)
    },
  }

  function aboutComment(comment: Thing) {
    const call = world.store.get(String(comment.source))
    if (comments.has(comment.UUID) || call?.number === undefined) return undefined
    comments.add(comment.UUID)
    const { UUID: uuid } = comment
    return {
      ...described(call, 'comment', []),
      comment: { uuid, private: comment.private === true },
    }
  }

  function aboutCall(call: Thing) {
    if (classOf(call.UUID) !== 'serviceCall') return undefined
    const before = seen.get(call.UUID)
    seen.set(call.UUID, { ...call })
    if (!before) return described(call, 'add', [])
    const changed = Object.keys(call).filter((code) => call[code] !== before[code])
    const told = changed.filter((code) => code !== 'lastModifiedDate')
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
