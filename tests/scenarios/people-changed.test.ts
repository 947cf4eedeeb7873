import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from '../world/phone'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World
let ivan: Phone
const uuid = 'employee$10501'
const operator = 'operator@blago.example'

beforeAll(async () => {
  world = await startWorld({
    name: 'people-changed',
    env: { EMPLOYEE_RECHECK_MINUTES: '0.02', ALERT_EMAIL: operator },
  })
  await world.categoriesArePulled()
  ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
})

afterAll(() => world?.stop())

const edit = (attributes: object, who = uuid) =>
  world.naumen.post(`/employees/${who}/edit`, { attributes })

type User = { name: string; email: string; department: string; post: string; login: string }
const userIs = (what: string, fits: (user: User) => boolean) =>
  until(what, async () => {
    const [user] = await world.rows<User>('SELECT * FROM users WHERE employee = $1', [uuid])
    return user && fits(user) ? user : null
  })

/** Naumen has been asked once more from its beginning to its end. */
async function anotherSweep() {
  const done = async () =>
    (
      await world.rows<{ done: number }>(
        `SELECT count(*)::int AS done FROM pgboss.job
         WHERE name = 'recheck-users' AND state = 'completed'`,
      )
    )[0]?.done ?? 0
  const before = await done()
  await until('two more sweeps', async () => (await done()) >= before + 2)
}

const wordsTo = async (address: string) =>
  (await world.mails(address)).map(({ text }) => text).filter((text) => !/\d{4} \d{4}/.test(text))

test('a new name, post and department are followed without a word', async () => {
  const newest = async () => (await ivan.messages()).at(-1)?.id
  const before = await newest()
  await edit({ lastName: 'Иванов', post: 'Главный механик', parent: 'ou$10002' })
  const user = await userIs('the new post to be known', ({ post }) => post === 'Главный механик')
  expect(user).toMatchObject({ name: 'Иванов Иван Сергеевич', email: addresses.ivan })
  expect(user.department).not.toBe('Отдел главного механика')
  await anotherSweep()
  expect(await newest()).toBe(before)
  await ivan.presses('Профиль')
  await ivan.sees(/Иванов Иван Сергеевич[^]*Главный механик/)
})

test('a name that may not be read for a while is not lost', async () => {
  await world.naumen.post('/knobs', {
    unreadableAttributes: ['employee.title', 'employee.firstName'],
  })
  await anotherSweep()
  await world.naumen.post('/knobs', { unreadableAttributes: [] })
  await userIs('the name to have stayed', ({ name }) => name === 'Иванов Иван Сергеевич')
})

test('the same address in other letters is no news', async () => {
  await edit({ email: 'Ivan.Petrov@Blago.example' })
  await anotherSweep()
  await userIs('the address to have stayed', ({ email }) => email === addresses.ivan)
  expect((await ivan.fromBot()).some(({ text }) => text?.includes('e-mail теперь'))).toBe(false)
  await edit({ email: addresses.ivan })
})

test('a new address is told once, in the chat and to that address, and the chat stays open', async () => {
  const fresh = 'ivan.ivanov@blago.example'
  await edit({ email: fresh, login: 'ivan.ivanov' })
  await ivan.sees(`e-mail теперь ${fresh}`)
  const [mail] = await until('the mail', async () => {
    const all = await wordsTo(fresh)
    return all.length ? all : null
  })
  expect(mail).toContain('Доступ к боту')
  await anotherSweep()
  const told = (await ivan.fromBot()).filter(({ text }) => text?.includes('e-mail теперь'))
  expect(told).toHaveLength(1)
  expect(await wordsTo(fresh)).toHaveLength(1)
  expect(await wordsTo(addresses.ivan)).toEqual([])
  await ivan.asks('/my', /Мои заявки/)
})

test('with the old address nobody signs in any more, with the new one they do', async () => {
  await world.rows('DELETE FROM sign_in_events')
  const phone = world.phone(
    (await world.telegram.post<{ id: number }>('/people', { firstName: 'Иван' })).id,
  )
  const before = (await world.mails(addresses.ivan)).length
  await phone.types('/start')
  await phone.presses('Согласен')
  await phone.sees('рабочий e-mail')
  await phone.types(addresses.ivan)
  await phone.sees('Если адрес')
  await until('the look-up to be done', async () => {
    const [row] = await world.rows<{ open: number }>(
      `SELECT count(*)::int AS open FROM pgboss.job
       WHERE name = 'sign-in-lookup' AND state < 'completed'`,
    )
    return row?.open === 0
  })
  expect(await world.mails(addresses.ivan)).toHaveLength(before)
  await phone.presses('Другой адрес')
  await phone.sees('рабочий e-mail')
  const fresh = 'ivan.ivanov@blago.example'
  await world.rows('DELETE FROM sign_in_events')
  await phone.types(await world.codeAfter(fresh, () => phone.types(fresh)))
  await phone.sees('Вы вошли')
  await ivan.sees('из другого чата')
  ivan = phone
})

test('an address taken away leaves the chat open and is told to the operator, once', async () => {
  await edit({ email: null })
  await userIs('the address to be gone', ({ email }) => email === '')
  await until('the alert', async () => (await wordsTo(operator)).some((one) => one.includes(uuid)))
  await anotherSweep()
  expect((await wordsTo(operator)).filter((one) => one.includes(uuid))).toHaveLength(1)
  await ivan.asks('/my', /Мои заявки/)
})

test('an address that already belongs to another is told to the operator, not to the person', async () => {
  await edit({ email: addresses.maria })
  await userIs('the address to be known', ({ email }) => email === addresses.maria)
  const alert = await until('the alert', async () =>
    (await wordsTo(operator)).find((one) => one.includes('employee$10502')),
  )
  expect(alert).toContain(uuid)
  expect(await wordsTo(addresses.maria)).toEqual([])
  expect((await ivan.fromBot()).some(({ text }) => text?.includes(addresses.maria))).toBe(false)
  await ivan.asks('/my', /Мои заявки/)
})

test('nobody signs in with an address two people share, and the operator learns why', async () => {
  await world.rows('DELETE FROM sign_in_events')
  await world.mailbox.remove('/mails')
  await world.rows(`DELETE FROM pgboss.job WHERE name = 'send-mail' AND state = 'completed'`)
  const maria = world.phone(people.maria)
  await maria.types('/start')
  await maria.presses('Согласен')
  await maria.sees('рабочий e-mail')
  await maria.types(addresses.maria)
  await maria.sees('Если адрес')
  await until('the alert', async () =>
    (await wordsTo(operator)).some((one) => one.includes('employee$10501, employee$10502')),
  )
  expect(await world.mails(addresses.maria)).toEqual([])
})
