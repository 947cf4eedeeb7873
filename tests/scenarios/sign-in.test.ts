import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World

beforeAll(async () => {
  world = await startWorld({ name: 'sign-in' })
})

afterAll(() => world?.stop())

/** From «Start» to the question for the address. */
async function agrees(person: number) {
  const phone = world.phone(person)
  await phone.types('/start')
  await phone.presses('Согласен')
  await phone.sees('рабочий e-mail')
  return phone
}

async function newPerson(firstName: string) {
  const person = await world.telegram.post<{ id: number }>('/people', { firstName })
  return agrees(person.id)
}

test('nobody learns who works here: the answer is the same for everybody, a code comes to nobody else', async () => {
  const answers: string[] = []
  for (const [person, address] of [
    [people.alexey, addresses.alexey],
    [people.olga, addresses.olga],
    [people.stranger, addresses.nobody],
  ] as const) {
    const phone = await agrees(person)
    await phone.types(address)
    answers.push(textOf(await phone.sees('Если адрес')).replace(address, '<address>'))
  }
  expect(new Set(answers).size).toBe(1)
  await until('all look-ups to be done', async () => {
    const [row] = await world.rows<{ open: string }>(
      `SELECT count(*) AS open FROM pgboss.job WHERE name = 'sign-in-lookup' AND state < 'completed'`,
    )
    return row?.open === '0'
  })
  expect(await world.mailbox.get<unknown[]>('/mails')).toEqual([])
})

test('a wrong code is refused, the right one opens the menu, and neither stays readable', async () => {
  const phone = await agrees(people.ivan)
  const code = await world.codeAfter(addresses.ivan, () => phone.types(addresses.ivan))
  const wrong = code === '1111 1111' ? '2222 2222' : '1111 1111'
  await phone.types(wrong)
  await phone.sees('Код не подошёл')
  await phone.types(code)
  await phone.sees('Вы вошли, Иван')
  const digits = code.replace(' ', '')
  const rows = await world.rows<{ data: string }>(
    `SELECT to_jsonb(i)::text AS data FROM inbox i
     UNION ALL SELECT data::text FROM pgboss.job
     UNION ALL SELECT to_jsonb(c)::text FROM sign_in_challenges c`,
  )
  const all = rows.map((row) => row.data).join('\n')
  expect(all).not.toContain(digits)
  expect(all).not.toContain(code)
})

test('a code from another chat opens nothing', async () => {
  const phone = await agrees(people.maria)
  const code = await world.codeAfter(addresses.maria, () => phone.types(addresses.maria))
  const stranger = world.phone(people.stranger)
  await stranger.types(code)
  await stranger.sees('Код не подошёл')
  await phone.types(code)
  await phone.sees('Вы вошли, Мария')
})

test('a new code is sent after a minute at the earliest, and the old one is void', async () => {
  const phone = await newPerson('Иван')
  await phone.types(addresses.ivan)
  // The address was mailed a moment ago from another chat: its budget says wait
  expect(textOf(await phone.sees('можно запросить через'))).toMatch(/через \d+ секунд/)
  await aMinutePasses()
  const first = await world.codeAfter(addresses.ivan, () => phone.types(addresses.ivan))
  await phone.sees('Если адрес')
  await aMinutePasses()
  const second = await world.codeAfter(addresses.ivan, () => phone.presses('Отправить код ещё раз'))
  expect(second).not.toBe(first)
  await phone.types(first)
  await phone.sees('Код не подошёл')
  await phone.types(second)
  await phone.sees('Вы вошли, Иван')
})

const aMinutePasses = () => world.rows(`UPDATE sign_in_events SET at = at - interval '2 minutes'`)

test('signing in elsewhere ends the old chat, tells it, and mails the employee', async () => {
  const old = world.phone(people.ivan)
  await old.sees('из другого чата')
  await until('the mail about the new binding', async () =>
    (await world.mails(addresses.ivan)).find((mail) => !/\d{4} \d{4}/.test(mail.text)),
  )
  await old.types('/my')
  await old.sees(/рабочий e-mail/)
})

test('five wrong codes void the code, and the right one comes too late', async () => {
  await world.rows('DELETE FROM sign_in_events')
  const phone = await newPerson('Мария')
  const code = await world.codeAfter(addresses.maria, () => phone.types(addresses.maria))
  for (let tries = 0; tries < 5; tries++) await phone.types('0000 000' + tries)
  await phone.sees('больше не действует')
  await phone.types(code)
  await phone.sees('не похоже на адрес')
  const [user] = await world.rows(`SELECT * FROM users WHERE telegram_id = ${phone.person}`)
  expect(user).toBeUndefined()
})

test('while Naumen is away the employee is told so, and the code comes by itself later', async () => {
  await world.rows('DELETE FROM sign_in_events')
  await world.naumen.post('/down')
  const phone = await newPerson('Мария')
  await phone.types(addresses.maria)
  await phone.sees('система заявок не отвечает')
  const code = await world.codeAfter(addresses.maria, () => world.naumen.post('/up'))
  await phone.types(code)
  await phone.sees('Вы вошли, Мария')
})
