import { createHash } from 'node:crypto'
import { type Bubble, type SentFile, textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import { type Hand, lookEvery, patience } from './hand'
import type { Person, Said, Story } from './history'
import type { Random } from './random'

type Ticket = { id: string; number: string }
/** A request and its story, in the hands of whoever filed it. */
type Own = { story: Story; ticket: Ticket }

/** What an employee does in requests they have filed: answers, writes, corrects, rates, confirms, reopens. */
export function createTalk(world: World, person: Person, hand: Hand, random: Random) {
  const { phone } = hand
  /** Messages of theirs that stand in a conversation, to be corrected. */
  const typed: { own: Own; message: number; said: Said }[] = []

  async function talks(): Promise<void> {
    const story = random.of(person.stories.filter(({ presses }) => presses).slice(-4))
    const own = await ownOf(story)
    const bubbles = (await phone.fromBot()).filter(isAbout(own.ticket))
    if (random.chance(0.5) && (await presses(own, bubbles))) return
    const answered = bubbles.filter((one) => textOf(one).startsWith('💬'))
    if (answered.length && random.chance(0.6)) await says(own, random.of(answered.slice(-3)).id)
    else await writes(own)
    if (random.chance(0.3)) await corrects()
  }

  const ownOf = async (story: Story): Promise<Own> => ({ story, ticket: await ticketOf(story) })

  const ticketOf = ({ mark }: Story) =>
    until(
      `${mark} to be filed`,
      async () =>
        (
          await world.rows<Ticket>(
            `SELECT id, number FROM tickets WHERE text LIKE '%' || $1 || '%'`,
            [mark],
          )
        )[0],
      patience,
      lookEvery,
    )

  /** A text, a file with or without words, or an album. */
  async function says(own: Own, replyTo?: number) {
    if (random.chance(0.65)) return saysText(own, replyTo)
    return saysFiles(own, random.chance(0.4) ? random.between(2, 3) : 1, replyTo)
  }

  async function saysFiles(own: Own, count: number, replyTo?: number) {
    const files = Array.from({ length: count }, (_, at) =>
      fileOf(`${markOf(own.story)}${at}`, random),
    )
    const caption = random.chance(0.5)
    const said = note(own, caption, files)
    const more = {
      ...(caption && { caption: said.text }),
      ...(files.length > 1 && { album: 'true' }),
      ...(replyTo !== undefined && { replyTo: String(replyTo) }),
    }
    await hand.sends(files, more)
    return said
  }

  async function saysText(own: Own, replyTo?: number) {
    const said = note(own, true, [])
    const message = await hand.types(said.text, replyTo)
    typed.push({ own, message, said })
    return said
  }

  function note({ story }: Own, worded: boolean, files: SentFile[]): Said {
    const mark = markOf(story)
    const said: Said = {
      mark,
      text: worded ? `Ответ ${mark} & <ещё>.` : '',
      files: files.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
    }
    story.said.push(said)
    return said
  }

  /** By the card, reached by its own link, and «Написать». */
  async function writes(own: Own) {
    const link = `/start t-${own.ticket.id}`
    const before = person.updates.length
    const start = await hand.types(link)
    const again = () => hand.types(link)
    const asks = new RegExp(`Заявка ${own.ticket.number}\\n[^]*Напишите инженеру`)
    const isThere = (bubble: Bubble) => asks.test(textOf(bubble)) || isClosed(own.ticket, bubble)
    // Beside «Ответить» below what an engineer wrote in another request
    const on = isAbout(own.ticket)
    await hand.goes(start, [/Написать/, /^✍️ Ответить/], isThere, { again, on })
    if (await isHeard(own.ticket, before))
      for (let lines = random.between(1, 3); lines; lines--) await says(own)
    await leaves()
  }

  /**
   * Sent again out of impatience, the link may come behind the press that asked for words: then its
   * card stands in the end, and what is said below it begins another request.
   */
  async function isHeard({ id }: Ticket, before: number): Promise<boolean> {
    const sent = person.updates.slice(before)
    const dialog = await until(
      `${person.name} to be answered`,
      async () => {
        const [row] = await world.rows<{ done: number; name?: string; ticket?: string }>(
          `SELECT (SELECT count(DISTINCT update_id)::int FROM inbox
              WHERE update_id = ANY($1) AND done_at IS NOT NULL) AS done,
            dialog->>'name' AS name, dialog->'draft'->>'ticket' AS ticket
          FROM bot_chats WHERE chat_id = $2`,
          [sent, person.id],
        )
        return row?.done === sent.length && row
      },
      patience,
      lookEvery,
    )
    return dialog.name === 'conversation' && dialog.ticket === id
  }

  /** What is typed next must not be taken for words on the stars, or for the engineer. */
  async function leaves() {
    await hand.sees(await hand.types('/start'), /Чем помочь/, () => hand.types('/start'))
  }

  /** The newest text that stands in a conversation, in other words. */
  async function corrects() {
    const last = typed.at(-1)
    if (!last) return
    const { own, message, said } = last
    const mark = markOf(own.story)
    const text = `Исправлено ${mark} & <ещё>.`
    own.story.said.push({ mark, text, files: [], corrects: said.mark })
    await hand.edits(message, text)
  }

  /** @returns whether there was something to press */
  async function presses(own: Own, bubbles: Bubble[]): Promise<boolean> {
    const { story } = own
    const stars = keysOf(bubbles).filter(({ data }) => /\/rate:[^:]*:\d$/.test(data))
    const star = stars.length && !story.stars ? random.of(stars) : null
    const ends = keysOf(bubbles.slice(-1)).filter(({ data }) => /\/(confirm|reopen):/.test(data))
    const key = star ?? (ends.length ? random.of(ends) : null)
    if (!key) return false
    await hand.pressesKey(key)
    if (star) story.stars = Number(star.data.at(-1))
    else if (key.data.includes('/reopen:')) await givesReason(own)
    await leaves()
    return true
  }

  /** Where the bot asks why: in words, or by the button beside. */
  async function givesReason(own: Own) {
    const question = new RegExp(`Вернуть заявку ${own.ticket.number} в работу\\?`)
    const asked = await until(
      'the question why',
      async () => (await phone.fromBot()).findLast((one) => question.test(textOf(one))),
      5000,
      lookEvery,
    ).catch(() => null)
    if (!asked) return
    if (random.chance(0.5)) return void (await saysText(own))
    const silent = keysOf([asked])[0]
    if (silent) await hand.pressesKey(silent)
  }

  return { talks, own: ownOf, saysText, saysFiles, corrects }
}

/** Its card offers nothing to be written any more. */
const isClosed = ({ number }: Ticket, bubble: Bubble) =>
  textOf(bubble).includes(`Заявка ${number}\n`) &&
  /Подана:/.test(textOf(bubble)) &&
  !(bubble.keyboard ?? []).flat().some(({ text }) => /Написать|Ответить/.test(text))

const isAbout =
  ({ number }: Ticket) =>
  (bubble: Bubble) =>
    new RegExp(`${number}(?!\\d)`).test(textOf(bubble))

const keysOf = (bubbles: Bubble[]) =>
  bubbles.flatMap(({ id, keyboard }) =>
    (keyboard ?? []).flat().flatMap(({ data }) => (data ? [{ id, data }] : [])),
  )

const markOf = ({ mark, said }: Story) => `${mark}о${said.length + 1}-`

export function fileOf(mark: string, random: Random): SentFile {
  const length = random.chance(0.2) ? 200_000 : random.between(200, 20_000)
  const bytes = Buffer.concat([Buffer.from('log '), random.bytes(length)])
  return { name: `файл ${mark}.log`, bytes }
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
