import { webhookSecret } from '../world/environment'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import type { History, Person } from './history'
import { webhookOf } from './kept-web'
import type { Random } from './random'

/** Of so many of the newest updates. */
const remembered = 32
/** The sandbox forgets what is older than 500. */
const forgotten = 400

type Arena = { world: World; history: History; random: Random }

/** What was sent a moment ago comes again, once or many times at once, as Telegram may do it. */
export function repeatUpdates({ world, history, random }: Arena) {
  const recent = history.people
    .flatMap(({ updates }) => updates.slice(-8))
    .toSorted((one, other) => other - one)
    // Of somebody who has been waiting for long they may be old
    .filter((update, _, [newest = 0]) => update > newest - forgotten)
    .slice(0, remembered)
  const chosen = Array.from({ length: random.between(2, 8) }, () => random.of([0, ...recent]))
  const repeats = chosen
    .filter(Boolean)
    .flatMap((update) => Array(random.between(1, 4)).fill(update))
  history.oddities.push('some updates again')
  return Promise.all(repeats.map((update) => world.telegram.post(`/updates/${update}/repeat`)))
}

/** The same text several times in the same moment, while the webhook may be dying under it. */
export async function repeatAtOnce({ world, history, random }: Arena) {
  // Only what was taken in before: Telegram keeps the order of a chat
  const person = await until(
    'something typed to stand on a screen',
    () => isTakenIn(world, random.of(history.people)),
    10_000,
    50,
  ).catch(() => null)
  if (!person?.typed) return
  history.oddities.push('an update several times at once')
  const { updateId, messageId: message_id, text } = person.typed
  const update = { update_id: updateId, message: message(person, { message_id, text }) }
  const request = {
    method: 'POST',
    body: JSON.stringify(update),
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': webhookSecret,
    },
  }
  const posts = Array.from({ length: 6 }, () => fetch(webhookOf(world), request))
  await Promise.allSettled(posts)
}

async function isTakenIn(world: World, person: Person) {
  const { typed } = person
  const screens = await world.phone(person.id).fromBot()
  return typed && screens.some((one) => textOf(one).includes(typed.text)) ? person : null
}

/** What no Telegram would send, from strangers and from those who are filing just now. */
export function sendGarbage({ world, history, random }: Arena) {
  const updates = Array.from({ length: random.between(3, 10) }, () => garbage(history, random))
  history.oddities.push('garbage')
  return Promise.all(updates.map((update) => world.telegram.post('/updates', update)))
}

function garbage({ people }: History, random: Random): object {
  const stranger = { id: random.between(7_000_000, 8_000_000), email: '', name: 'Чужой' }
  const who = random.chance(0.5) ? random.of([stranger, ...people]) : stranger
  return random.of(kinds)(who, random)
}

type Sender = Pick<Person, 'id' | 'name'>
type Kind = (who: Sender, random: Random) => object

const from = ({ id, name }: Sender) => ({ id, is_bot: false, first_name: name })
const chat = ({ id }: Sender, type = 'private') => ({ id, type })
const message = (who: Sender, more: object) => ({
  message_id: 990_000,
  date: 0,
  from: from(who),
  chat: chat(who),
  ...more,
})

// None of these may change what those who are filing have said
const kinds: Kind[] = [
  (who) => ({ message: message(who, { text: 5 }) }),
  (who) => ({ message: message(who, { from: { id: who.id, is_bot: true, first_name: 'Б' } }) }),
  (who) => ({ message: message(who, { new_chat_title: 'x', from: { ...from(who), id: '7' } }) }),
  (who) => ({
    message: message(who, { chat: chat({ ...who, id: -who.id }, 'group'), text: '/new' }),
  }),
  (who) => ({ message: message(who, { pinned_message: { message_id: 1 } }) }),
  (_, random) => ({ message: random.of([null, [], 'text', 0, { from: null }]) }),
  (who, random) => ({ edited_message: message(who, { text: random.of(['\0', '\ud800', 'x']) }) }),
  (who) => ({ edited_message: { from: from(who), text: 'x' } }),
  (who) => ({ callback_query: { id: '7', from: from(who) } }),
  (who, random) => ({ callback_query: { id: '8', from: from(who), data: odd(random) } }),
  (_, random) => ({
    callback_query: { id: random.between(1, 9), from: { id: 7, x: odd(random) } },
  }),
  (who) => ({ my_chat_member: { chat: chat(who), from: from(who), new_chat_member: 'member' } }),
  (_, random) => ({ [random.of(['poll', 'message', 'constructor', '__proto__'])]: odd(random) }),
  (who, random) => ({ message: message({ ...who, id: stranger(random) }, { text: odd(random) }) }),
]

const stranger = (random: Random) => random.between(7_000_000, 8_000_000)
const odd = (random: Random) =>
  random.of(['', '\0', 'x'.repeat(5000), '1:zz:c:nothing', '\ud83d', '<b>&', '/start', '«»'])
