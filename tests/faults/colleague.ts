import { createHash } from 'node:crypto'
import { type Bubble, type Phone, type SentFile, textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import type { History, Person, Story } from './history'
import type { Random } from './random'

/** Nobody gives up while things are being killed around them. */
const patience = 180_000
const lookEvery = 200
/** A person who sees nothing happen presses again. */
const impatience = 15_000

export type Colleague = ReturnType<typeof withPhone>

/** An employee of their own, with everything they do written down. */
export async function createColleague(
  world: World,
  history: History,
  number: number,
  random: Random,
) {
  const name = `Номер${number}`
  const email = `worker${number}@blago.example`
  const login = `worker${number}`
  const title = `Рабочий ${name}`
  const employee = { title, lastName: 'Рабочий', firstName: name, email, login }
  await world.naumen.post('/employees', employee)
  const { id } = await world.telegram.post<{ id: number }>('/people', { firstName: name })
  const person: Person = { id, email, name, stories: [], updates: [] }
  history.people.push(person)
  return withPhone(world, person, random)
}

/** Signs in and files by looking at the phone, pressing again when nothing happens. */
export function withPhone(world: World, person: Person, random: Random) {
  const { email } = person
  const phone = world.phone(person.id)
  const hand = createHand(phone, person)

  async function signIn() {
    const start = await hand.types('/start')
    const asked = await hand.goes(start, [/Согласен/], /рабочий e-mail/)
    const before = (await codes()).length
    const typed = await hand.types(email)
    const code = await until(
      `a code for ${email}`,
      async () => (await codes()).slice(before)[0],
      patience,
      lookEvery,
    )
    await hand.sees(Math.max(asked, typed), /код из 8 цифр/)
    await hand.sees(await hand.types(code), /Вы вошли/)
  }

  /** Of all mails so far, the oldest first. */
  const codes = async () =>
    (await world.mails(email))
      .toReversed()
      .flatMap(({ text }) => /\b\d{4} \d{4}\b/.exec(text)?.[0] ?? [])

  function invent(): Story {
    const mark = `д${person.name.replace(/\D/g, '')}-${person.stories.length + 1}-`
    const story: Story = { mark, texts: [], files: [], presses: 0 }
    person.stories.push(story)
    return story
  }

  /** @param sent false: looks at the preview and cancels */
  async function files(sent = true): Promise<Story> {
    const story = invent()
    const start = await hand.types('/new')
    const way = [/Начать заново/, /Компьютер и оргтехника/, /Принтеры/, /Не печатает/]
    await hand.goes(start, way, /Опишите, что случилось/)
    const last = await tells(story)
    await hand.sees(start, last)
    await hand.goes(start, [/Далее/], /Проверьте заявку/)
    if (!sent) {
      await hand.goes(start, [/Отменить/], /Черновик удалён/)
      return story
    }
    await hand.goes(start, [/Отправить/], receiptOf(await known()), (times) => {
      story.presses += times
    })
    return story
  }

  /** Several messages and files, one right after the other. @returns what came last */
  async function tells(story: Story): Promise<string> {
    let last = ''
    const pieces = random.between(2, 5)
    for (let piece = 1; piece <= pieces; piece++) {
      const mark = `${story.mark}${piece}`
      if (piece > 1 && random.chance(0.5)) {
        const sent = fileOf(mark, random)
        const caption = random.chance(0.4) ? `Подпись ${mark}.` : ''
        story.files.push({ name: sent.name, sha256: sha256(sent.bytes) })
        if (caption) story.texts.push(caption)
        await hand.sends(sent, caption)
        last = sent.name
      } else {
        last = `Строка ${mark}.`
        story.texts.push(last)
        await hand.types(last)
      }
    }
    return last
  }

  /** Numbers of the receipts that stand in the chat already. */
  const known = async () =>
    new Set((await phone.fromBot()).flatMap((bubble) => numberOf(bubble) ?? []))

  return { person, phone, signIn, files, types: hand.types }
}

const receiptOf = (known: Set<string>) => (bubble: Bubble) => {
  const number = numberOf(bubble)
  return number !== null && !known.has(number)
}

const numberOf = (bubble: Bubble) => /Заявка (Б-\d+)/.exec(textOf(bubble))?.[1] ?? null

type Wanted = RegExp | string | ((bubble: Bubble) => boolean)

/** What a hand does with a phone; every update it makes is written down. */
function createHand(phone: Phone, person: Person) {
  const below = async (id: number) => (await phone.fromBot()).filter((bubble) => bubble.id > id)

  async function types(text: string): Promise<number> {
    const { messageId, updateId } = await phone.types(text)
    person.updates.push(updateId)
    return messageId
  }

  async function sends(file: SentFile, caption: string) {
    const { updateIds } = await phone.sends('document', [file], caption ? { caption } : {})
    person.updates.push(...updateIds)
  }

  /** Waits for a message of the bot below this one. @returns its id */
  const sees = (from: number, wanted: Wanted) => goes(from, [], wanted)

  /** Presses whichever of the buttons is on the screen until the wanted message stands there. */
  async function goes(
    from: number,
    ways: RegExp[],
    wanted: Wanted,
    onPress?: (times: number) => void,
  ): Promise<number> {
    const pressed = new Map<string, number>()
    return until(
      `${person.name} to see ${String(wanted)}`,
      async () => {
        const bubbles = await below(from)
        const there = bubbles.findLast((bubble) => fits(bubble, wanted))
        if (there) return there.id
        const found = buttonIn(bubbles, ways)
        if (!found) return null
        const key = `${found.id} ${found.data}`
        if (Date.now() - (pressed.get(key) ?? 0) < impatience) return null
        pressed.set(key, Date.now())
        onPress?.(1)
        const { updateId } = await phone.pressesData(found.id, found.data)
        person.updates.push(updateId)
        return null
      },
      patience,
      lookEvery,
    )
  }

  return { types, sends, sees, goes }
}

function buttonIn(bubbles: Bubble[], ways: RegExp[]) {
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

function fileOf(mark: string, random: Random): SentFile {
  const length = random.chance(0.2) ? 200_000 : random.between(200, 20_000)
  const bytes = Buffer.concat([Buffer.from('log '), random.bytes(length)])
  return { name: `файл ${mark}.log`, bytes }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
