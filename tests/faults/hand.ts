import { type Bubble, type SentFile, textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import type { Person } from './history'
import type { Random } from './random'

/**
 * Nobody gives up while things are being killed around them: where a start takes half a minute, kill
 * after kill may leave a person without an answer for minutes.
 */
export const patience = 420_000
export const lookEvery = 200
/** A person who sees nothing happen presses again. */
const impatience = 15_000
/** After so many presses in vain, or so long with nothing to press, they say it once more. */
const pressesInVain = 3
const silence = 25_000

export type Wanted = RegExp | string | ((bubble: Bubble) => boolean)
type Going = {
  onPress?: (times: number) => void
  /** What this person does when the screen they wait for never comes. */
  again?: () => Promise<unknown>
  /** Whose buttons are looked for; otherwise those of all. */
  on?: (bubble: Bubble) => boolean
}
type Tried = { presses: Map<string, { at: number; times: number }>; last: number }

export type Hand = ReturnType<typeof createHand>

/** `hasty`: taps twice at times, and corrects what was typed. */
export type Ways = { random: Random; hasty: boolean }

/** What a hand does with a phone; every update it makes is written down. */
export function createHand(world: World, person: Person, { random, hasty }: Ways) {
  const phone = world.phone(person.id)

  async function types(text: string, replyTo?: number): Promise<number> {
    const { messageId, updateId } = await phone.types(text, replyTo)
    person.updates.push(updateId)
    person.typed = { messageId, updateId, text }
    return messageId
  }

  async function sends(files: SentFile[], more: Record<string, string> = {}) {
    const { updateIds } = await phone.sends('document', files, more)
    person.updates.push(...updateIds)
  }

  async function edits(message: number, text: string) {
    const path = `/people/${person.id}/edit`
    const body = { messageId: message, text }
    const { updateId } = await world.telegram.post<{ updateId: number }>(path, body)
    person.updates.push(updateId)
  }

  /** Now and then a double tap: the same press under another number. */
  async function presses({ id, data }: Found, onPress?: Going['onPress']) {
    const taps = hasty && random.chance(0.15) ? random.between(2, 3) : 1
    onPress?.(taps)
    for (let tap = 1; tap <= taps; tap++) {
      const { updateId } = await phone.pressesData(id, data, tap > 1)
      person.updates.push(updateId)
    }
  }

  /** A button of a message further up, be it gone meanwhile or not. */
  async function pressesKey({ id, data }: Found) {
    const { updateId } = await phone.pressesData(id, data, true)
    person.updates.push(updateId)
  }

  /** Waits for a message of the bot below this one. @returns its id */
  const sees = (from: number, wanted: Wanted, again?: Going['again']) =>
    goes(from, [], wanted, again && { again })

  /** Presses whichever of the buttons is on the screen until the wanted message stands there. */
  function goes(from: number, ways: RegExp[], wanted: Wanted, going: Going = {}): Promise<number> {
    const tried: Tried = { presses: new Map(), last: Date.now() }
    return until(
      `${person.name} to see ${String(wanted)}`,
      async () => {
        const bubbles = (await phone.fromBot()).filter((bubble) => bubble.id > from)
        const there = bubbles.findLast((bubble) => fits(bubble, wanted))
        if (there) return there.id
        await tries(buttonIn(bubbles.filter(going.on ?? Boolean), ways), tried, going)
        return null
      },
      patience,
      lookEvery,
    )
  }

  async function tries(found: Found | null, tried: Tried, { onPress, again }: Going) {
    const key = found ? `${found.id} ${found.data}` : ''
    const { at, times } = tried.presses.get(key) ?? { at: 0, times: 0 }
    const now = Date.now()
    if (found && (!again || times < pressesInVain)) {
      if (now - at < impatience) return
      tried.presses.set(key, { at: now, times: times + 1 })
      tried.last = now
      await presses(found, onPress)
    } else if (again && now - tried.last > silence) {
      tried.presses.clear()
      tried.last = now
      await again()
    }
  }

  return { phone, types, sends, edits, pressesKey, sees, goes }
}

type Found = { id: number; data: string }

function buttonIn(bubbles: Bubble[], ways: RegExp[]): Found | null {
  for (const bubble of bubbles.toReversed())
    for (const button of bubble.keyboard?.flat() ?? [])
      if (button.data && ways.some((way) => way.test(button.text)))
        return { id: bubble.id, data: button.data }
  return null
}

function fits(bubble: Bubble, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(bubble)
  return typeof wanted === 'string' ? textOf(bubble).includes(wanted) : wanted.test(textOf(bubble))
}
