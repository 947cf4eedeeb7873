import { afterAll, beforeAll, expect, test } from 'vitest'
import { changed, startToldWorld } from '../world/told'

let told: Awaited<ReturnType<typeof startToldWorld>>

beforeAll(async () => {
  told = await startToldWorld('told-statuses')
})
afterAll(() => told?.stop())

const labels = (keyboard: { text: string; data?: string }[][] | undefined) =>
  keyboard?.flat().map(({ data }) => data?.replace(/[0-9a-f-]{36}/, 'id'))

const isSilent = (call: { params: { disable_notification?: unknown } } | undefined) =>
  String(call?.params.disable_notification) === 'true'

test('a change of status comes to the phone with its icon, number, topic and words', async () => {
  const { ticket, chat, number } = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.html).toBe(`🔧 <b>${number}</b> · Принтер\nЗаявка ${number} в работе.`)
  expect(labels(post?.keyboard)).toEqual(['1:/ticket:id'])
  expect(isSilent((await told.calls(chat)).at(-1))).toBe(true)
  expect(await told.outcomes(ticket)).toEqual(['told'])
})

test('what asks something of the person is heard, and has the buttons for it', async () => {
  const { ticket, chat } = await told.employee()
  for (const [status, buttons] of [
    ['awaitingAuthor', ['1:/write:id', '1:/ticket:id']],
    ['resolved', ['1:/confirm:id', '1:/reopen:id', '1:/ticket:id']],
  ] as const) {
    await told.happens(ticket, changed(status))
    await told.tell(ticket)
    expect(labels((await told.heard(chat)).at(-1)?.keyboard)).toEqual(buttons)
    const sent = (await told.calls(chat)).filter(({ method }) => method === 'sendMessage')
    expect(isSilent(sent.at(-1))).toBe(false)
  }
})

test('changes that follow at once end as one message with the whole trail', async () => {
  const { ticket, chat, number } = await told.employee()
  await told.happens(ticket, changed('registered'))
  await told.tell(ticket)
  const [first] = await told.heard(chat)
  await told.happens(ticket, changed('assigned', { responsible: 'Пётр Инженеров' }))
  await told.tell(ticket)
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.id).toBe(first?.id)
  expect(post?.text).toContain(`Заявка ${number} в работе.`)
  expect(post?.text).toContain('Зарегистрирована → Назначена: Пётр Инженеров → В работе')
  expect(await told.outcomes(ticket)).toEqual(['told', 'told', 'told'])
})

test('a change to be heard is said anew in a burst, and what stood there goes', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  const [first] = await told.heard(chat)
  await told.happens(ticket, changed('resolved'))
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.id).toBeGreaterThan(first?.id ?? 0)
  expect(post?.text).toContain('В работе → Решена')
  const sent = (await told.calls(chat)).filter(({ method }) => method === 'sendMessage')
  expect(sent.map(isSilent)).toEqual([true, false])
})

test('what stood there goes even when Telegram fails just then', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  await told.happens(ticket, changed('resolved'))
  await told.world.telegram.post('/faults', { kind: '500', method: 'deleteMessage' })
  await expect(told.tell(ticket)).rejects.toThrow('did not answer')
  expect(await told.heard(chat)).toHaveLength(2)
  await told.tell(ticket)
  const heard = await told.heard(chat)
  expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining('В работе → Решена')])
})

test('changes that waited together are one message from the start', async () => {
  const { ticket, chat } = await told.employee()
  for (const status of ['registered', 'accepted', 'awaitingAuthor', 'inProgress'] as const)
    await told.happens(ticket, changed(status))
  await told.tell(ticket)
  const heard = await told.heard(chat)
  expect(heard).toHaveLength(1)
  expect(heard[0]?.text).toContain(
    'Зарегистрирована → Взята в работу → Ждёт вашего ответа → В работе',
  )
  expect(await told.outcomes(ticket)).toEqual(['merged', 'merged', 'merged', 'told'])
  expect((await told.calls(chat)).filter(({ method }) => method === 'sendMessage')).toHaveLength(1)
})

test('after half a minute a change has a message of its own, and the old one can not be acted on', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('resolved'))
  await told.tell(ticket)
  await told.rows(`UPDATE status_posts SET at = at - interval '31 seconds'`)
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  const [old, post] = await told.heard(chat)
  expect(labels(old?.keyboard)).toEqual(['1:/ticket:id'])
  expect(old?.text).toContain('решена')
  expect(post?.text).not.toContain('→')
})

test('a comment in between keeps its place: what follows is not written above it', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('inProgress'))
  const message = await told.comment(ticket, 'Смотрю принтер')
  await told.happens(ticket, { kind: 'comment', message })
  await told.happens(ticket, changed('resolved'))
  await told.tell(ticket)
  await told.happens(ticket, changed('closed'))
  await told.tell(ticket)
  const texts = (await told.heard(chat)).map(({ text }) => text)
  expect(texts).toHaveLength(3)
  expect(texts[0]).toContain('в работе')
  expect(texts[1]).toContain('Смотрю принтер')
  expect(texts[2]).toContain('Решена → Закрыта')
})

test('a status an admin turned off is not told, but ends what could be done before it', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('resolved'))
  await told.tell(ticket)
  await told.happens(ticket, changed('inProgress', { notify: 'off' }))
  await told.tell(ticket)
  const [post, ...more] = await told.heard(chat)
  expect(more).toEqual([])
  expect(post?.text).toContain('решена')
  expect(labels(post?.keyboard)).toEqual(['1:/ticket:id'])
  expect(await told.outcomes(ticket)).toEqual(['told', 'off'])
})

test('a closed ticket asks for stars once, and not at all when it is rated', async () => {
  const { ticket, chat } = await told.employee()
  const stars = [1, 2, 3, 4, 5].map((mark) => `1:/rate:id:${mark}`)
  await told.happens(ticket, changed('closed'))
  await told.tell(ticket)
  const [post] = await told.heard(chat)
  expect(labels(post?.keyboard)).toEqual([...stars, '1:/ticket:id'])
  expect(post?.text).toContain('Оцените')
  await told.rows(`UPDATE status_posts SET at = at - interval '31 seconds'`)
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  await told.rows(`UPDATE status_posts SET at = at - interval '31 seconds'`)
  await told.happens(ticket, changed('closed'))
  await told.tell(ticket)
  expect(labels((await told.heard(chat)).at(-1)?.keyboard)).toEqual(['1:/ticket:id'])

  const rated = await told.employee()
  await told.rows('UPDATE tickets SET mark = 5 WHERE id = $1', [rated.ticket])
  await told.happens(rated.ticket, changed('closed'))
  await told.tell(rated.ticket)
  expect(labels((await told.heard(rated.chat)).at(-1)?.keyboard)).toEqual(['1:/ticket:id'])
})

test('a post the person has deleted is said anew', async () => {
  const { ticket, chat } = await told.employee()
  await told.happens(ticket, changed('accepted'))
  await told.tell(ticket)
  const [post] = await told.heard(chat)
  await told.world.telegram.remove(`/people/${chat}/messages/${post?.id}`)
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  const heard = await told.heard(chat)
  expect(heard).toHaveLength(1)
  expect(heard[0]?.text).toContain('Взята в работу → В работе')
})

test('what admins and engineers wrote is shown as text, whatever it looks like', async () => {
  const { ticket, chat } = await told.employee({ topic: 'A → <b>Печать & цвет' })
  const responsible = '<i>Пётр</i> {number}'
  await told.happens(ticket, changed('assigned', { responsible }))
  await told.happens(ticket, changed('inProgress', { title: 'В <работе>' }))
  await told.tell(ticket)
  const [post] = await told.heard(chat)
  expect(post?.text).toContain('<b>Печать & цвет')
  expect(post?.text).toContain('Назначена: <i>Пётр</i> {number} → В <работе>')
})

test('a ticket without a topic has a head without one', async () => {
  const { ticket, chat, number } = await told.employee({ topic: null })
  await told.happens(ticket, changed('inProgress'))
  await told.tell(ticket)
  expect((await told.heard(chat))[0]?.text).toBe(`🔧 ${number}\nЗаявка ${number} в работе.`)
})

test('what Naumen refused is told in words, with the way to the ticket', async () => {
  const { ticket, chat, number } = await told.employee()
  await told.happens(ticket, { kind: 'refused', act: 'reopen', reason: 'прошло больше 5 дней' })
  await told.tell(ticket)
  const [post] = await told.heard(chat)
  expect(post?.text).toBe(
    `⚠️ Не получилось вернуть заявку ${number} в работу: прошло больше 5 дней`,
  )
  expect(labels(post?.keyboard)).toEqual(['1:/ticket:id'])
})
