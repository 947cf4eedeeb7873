import { textOf } from '../world/phone'
import { until } from '../world/until'
import type { World } from '../world/world'
import { plain } from './checker/conversation'
import type { Colleague } from './colleague'
import { type AtDesk, createEngineer } from './engineer'
import { lookEvery, patience } from './hand'
import type { DeskComment, History, Said } from './history'
import type { Random } from './random'

/** A request from its first comment to its stars, both sides waiting for each other. */
export async function livesThrough(
  world: World,
  history: History,
  colleague: Colleague,
  random: Random,
): Promise<void> {
  const { talk, phone, hand } = colleague
  const engineer = createEngineer(world, history, random)
  const waits = <T>(what: string, ask: () => Promise<T | null | undefined | false>) =>
    until(what, ask, patience, lookEvery)

  const atDesk = (): Promise<AtDesk> =>
    waits('the request at the desk', async () => (await engineer.requests())[0])
  const shown = ({ marks }: DeskComment) =>
    waits(`${marks.join()} on the phone`, async () =>
      (await phone.fromBot()).find((one) => textOf(one).includes(marks.at(-1) ?? '?')),
    )
  const handedOver = ({ mark }: Said) =>
    waits(`${mark} in Naumen`, async () =>
      (await atDesk()).ticket.comments.some(({ text }) => plain(text).includes(mark)),
    )
  const inState = (state: string) =>
    waits(`the state ${state}`, async () => (await atDesk()).ticket.state === state)
  const newest = async (label: RegExp) => {
    const { bubble, button } = await phone.button(label, patience)
    await hand.pressesKey({ id: bubble.id, data: button?.data ?? '' })
    return bubble.id
  }

  const one = await atDesk()
  const own = await talk.own(one.story)
  await engineer.assigns(one)
  await engineer.moves(one, 'inprogress')
  const first = await engineer.comments(one, false, true)
  await engineer.comments(one, true, true)
  const spoken = await shown(first)
  const answer = await talk.saysText(own, spoken.id)
  await talk.saysFiles(own, 2, spoken.id)
  await handedOver(answer)
  await talk.corrects()
  const gone = await engineer.comments(one, false, false)
  await shown(gone)
  await engineer.edits(one, first)
  await shown(first)
  await engineer.deletes(one, gone)
  await engineer.moves(one, 'waitClientAnswer')
  await newest(/Ответить/)
  await hand.sees(0, /Напишите инженеру/)
  await handedOver(await talk.saysText(own))
  await engineer.moves(await atDesk(), 'resolved')
  await newest(/Вернуть в работу/)
  await hand.sees(0, /Вернуть заявку Б-\d+ в работу/)
  await talk.saysText(own)
  await inState('resumed')
  // What comes and goes between two looks is no news
  await waits('the bot to know', () => isSeen(world, 'inProgress'))
  await engineer.moves(await atDesk(), 'resolved')
  await waits('the second solution on the phone', () => isResolvedAgain(world))
  await newest(/Подтвердить/)
  await inState('closed')
  await newest(/^4 ⭐/)
  one.story.stars = 4
  await newest(/Пропустить/)
}

const isSeen = async ({ rows }: World, status: string) =>
  (await rows('SELECT FROM tickets WHERE status::text = $1', [status])).length > 0

/** A button of the first solution stood there too. */
const isResolvedAgain = async ({ rows }: World) =>
  (
    await rows(`SELECT FROM ticket_events WHERE kind = 'status' AND data->>'status' = 'resolved'
      AND told_at IS NOT NULL`)
  ).length > 1
