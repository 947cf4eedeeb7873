import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { otherWayRound } from '../contract/installations'
import { until } from '../world/until'
import { addresses, people, startWorld, type World } from '../world/world'

let world: World

beforeAll(async () => {
  world = await startWorld({
    name: 'other-naumen',
    withoutWorker: true,
    env: {
      NAUMEN_ATTRIBUTES: JSON.stringify(otherWayRound.attributes),
      NAUMEN_SETTLE_SECONDS: String(otherWayRound.settle),
      EMPLOYEE_RECHECK_MINUTES: '0.02',
    },
  })
  await world.naumen.post('/knobs', otherWayRound.knobs)
  await world.startWorker()
  await world.categoriesArePulled()
})

afterAll(() => world?.stop())

test('at a Naumen that differs in all that is unknown, a request arrives and a dismissal is noticed', async () => {
  const ivan = world.phone(people.ivan)
  await world.signIn(ivan, addresses.ivan)
  const bytes = randomBytes(50_000)
  await ivan.presses('Создать заявку')
  await ivan.presses('Компьютер и оргтехника')
  await ivan.presses('Принтеры')
  await ivan.presses('Не печатает')
  await ivan.sees('Опишите, что случилось')
  await ivan.types('Принтер молчит')
  await ivan.sees('Принтер молчит')
  await ivan.sends('document', [{ name: 'отчёт.bin', bytes }])
  await ivan.sees('отчёт.bin')
  await ivan.presses('Далее')
  await ivan.presses('Отправить')
  const tickets = await until('the request in Naumen, with its file', async () => {
    const all = await world.tickets()
    return all[0]?.files.length ? all : null
  })
  expect(tickets).toHaveLength(1)
  expect(tickets[0]?.client?.email).toBe(addresses.ivan)
  expect(tickets[0]?.description).toContain('Принтер молчит')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(tickets[0]?.files).toMatchObject([{ title: 'отчёт.bin', sha256 }])
  await ivan.sees(`Номер в Naumen: ${tickets[0]?.title}`)

  await world.naumen.post('/employees/employee$10501/dismiss')
  await until('the dismissal to be noticed', async () => {
    const [user] = await world.rows<{ state: string }>('SELECT state FROM users')
    return user?.state === 'dismissed'
  })
  await ivan.types('/my')
  await ivan.sees(/рабочий e-mail/)
  expect(await world.tickets()).toHaveLength(1)
})
