import { type Bubble, textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import { createHand, lookEvery, patience } from './hand'
import type { History, Person, Story } from './history'
import type { Random } from './random'
import { createTalk, fileOf, sha256 } from './talk'

export type Colleague = ReturnType<typeof withPhone>

/** An employee of their own, with everything they do written down. */
export async function createColleague(
  world: World,
  history: History,
  number: number,
  random: Random,
  hasty = false,
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
  return withPhone(world, person, random, hasty)
}

/** Signs in and files by looking at the phone, trying again when nothing happens. */
export function withPhone(world: World, person: Person, random: Random, hasty = false) {
  const { email } = person
  const hand = createHand(world, person, { random, hasty })
  const { phone } = hand
  const numbers = new Set<string>()

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
    const story: Story = { mark, texts: [], files: [], presses: 0, said: [] }
    person.stories.push(story)
    return story
  }

  /** @param sent false: looks at the preview and cancels */
  async function files(sent = true): Promise<Story> {
    const story = invent()
    const start = await hand.types('/new')
    const way = [/Начать заново/, /Компьютер и оргтехника/, /Принтеры/, /Не печатает/]
    const anew = () => hand.types('/new')
    await hand.goes(start, way, /Опишите, что случилось/, { again: anew })
    await tells(story, start)
    await hand.goes(start, [/Далее/], /Проверьте заявку/)
    if (!sent) {
      await hand.goes(start, [/Отменить/], /Черновик удалён|Чем помочь/)
      return story
    }
    const known = await numbersSeen()
    const isNew = (bubble: Bubble) => numbersIn(bubble).some((number) => !known.has(number))
    await hand.goes(start, [/Отправить/], isNew, {
      onPress: (times) => (story.presses += times),
      again: () => hand.types('/my'),
    })
    return story
  }

  /** Several messages and files, one right after the other, now and then one of them corrected. */
  async function tells(story: Story, start: number) {
    const typed: number[] = []
    const types = async () => {
      const line = `Строка ${story.mark}${story.texts.length + story.files.length + 1}.`
      typed[story.texts.push(line) - 1] = await hand.types(line)
      return line
    }
    let last = await types()
    for (let pieces = random.between(1, 4); pieces; pieces--) {
      await corrects(story, typed)
      last = random.chance(0.5) ? await attaches(story) : await types()
    }
    await hand.sees(
      start,
      (bubble) => textOf(bubble).includes(last),
      async () => {
        last = await types()
      },
    )
  }

  /** Never what came last: that it stands on the screen shows that all has arrived. */
  async function corrects({ texts }: Story, typed: number[]) {
    if (!hasty || !random.chance(0.25)) return
    const at = random.between(0, texts.length - 1)
    const message = typed[at]
    if (message === undefined) return
    texts[at] = `${texts[at]?.slice(0, -1)}, исправлено.`
    await hand.edits(message, texts[at])
  }

  async function attaches(story: Story): Promise<string> {
    const mark = `${story.mark}${story.texts.length + story.files.length + 1}`
    const sent = fileOf(mark, random)
    const caption = random.chance(0.4) ? `Подпись ${mark}.` : ''
    story.files.push({ name: sent.name, sha256: sha256(sent.bytes) })
    if (caption) story.texts.push(caption)
    await hand.sends([sent], caption ? { caption } : {})
    return sent.name
  }

  /** Of all requests this person was ever told of, in a receipt or in a list. */
  async function numbersSeen() {
    for (const number of (await phone.fromBot()).flatMap(numbersIn)) numbers.add(number)
    return numbers
  }

  const talk = createTalk(world, person, hand, random)

  return { person, phone, hand, signIn, files, talk }
}

const numbersIn = (bubble: Bubble) => textOf(bubble).match(/Б-\d+/g) ?? []
