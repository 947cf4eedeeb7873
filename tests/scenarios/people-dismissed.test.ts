import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
const ivanOfNaumen = 'employee$10501'

beforeAll(async () => {
  world = await startWorld({
    name: 'people-dismissed',
    env: { EMPLOYEE_RECHECK_MINUTES: '0.02' },
  })
  await world.categoriesArePulled()
})

afterAll(() => world?.stop())

const employee = (uuid: string, act: string) => world.naumen.post(`/employees/${uuid}/${act}`)

/** What the bot has said that still has buttons. */
const withButtons = async (phone: Phone) =>
  (await phone.fromBot()).filter(({ keyboard }) => keyboard?.flat().length)

const settled = () =>
  until('nothing to be drawn or told', async () => {
    const [row] = await world.rows<{ open: number }>(
      `SELECT ((SELECT count(*) FROM pgboss.job WHERE state < 'completed'
          AND name IN ('notify', 'draw-receipt', 'hand-over-ticket'))
        + (SELECT count(*) FROM bot_chats
          WHERE drawn_revision < screen_revision OR drawing_until > now()))::int AS open`,
    )
    return row?.open === 0
  })

async function describes(phone: Phone) {
  await phone.types('/new')
  await phone.presses('Компьютер и оргтехника')
  await phone.presses('Принтеры')
  await phone.presses('Не печатает')
  await phone.sees('Опишите, что случилось')
}

test('who is dismissed in the middle of a request keeps nothing of it but one polite word', async () => {
  const ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  await describes(ivan)
  await ivan.types('Секрет: '.concat('принтер печатает чужие письма. '.repeat(100)))
  await employee(ivanOfNaumen, 'dismiss')
  const word = await ivan.sees('доступ к боту завершён')
  await settled()
  expect(await withButtons(ivan)).toEqual([])
  const said = (await ivan.fromBot()).map(textOf)
  expect(said.join('\n')).not.toContain('Секрет')
  expect(said.at(-1)).toBe(textOf(word))
  const [chat] = await world.rows('SELECT dialog, saved_draft, screen, message_id FROM bot_chats')
  expect(chat).toEqual({ dialog: null, saved_draft: null, screen: null, message_id: null })
})
