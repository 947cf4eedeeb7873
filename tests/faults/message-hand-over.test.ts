import { describe, expect, test } from 'vitest'
import { createMessageHandOver } from '../../jobs/hand-over-message'
import { until } from '../world/until'
import {
  aFile,
  fault,
  ivan,
  says,
  talksIn,
  texts,
  ticket,
  world,
  startedAnew,
} from './message-stage'

test('a message becomes a public comment of the employee, its signs and lines kept', async () => {
  const { id, message } = await says('Жуёт <бумагу> & "гудит"\nВторой день')
  const row = await world.ended(id)
  const [comment, ...more] = await world.comments(ticket)
  expect(more).toEqual([])
  expect(comment).toMatchObject({
    uuid: row.naumen_uuid,
    text: 'Жуёт &lt;бумагу&gt; &amp; &quot;гудит&quot;<br>Второй день',
    private: false,
  })
  expect(JSON.stringify(comment?.author)).toContain('employee$10501')
  await until('the sign', async () => world.signs.includes(`${ivan.chat}/${message}`))
  const { naumen_uuid: serviceCall } = await world.ticket(ticket)
  const pulls = await world.queued('pull-ticket')
  expect(pulls.filter(({ data }) => data.serviceCall === serviceCall)).toHaveLength(1)
})

describe('said, but the end of it unknown: it still stands there once when Naumen', () => {
  const kinds = [
    'dropAfterCommit',
    '500afterCommit',
    'badJson',
    'drop',
    '500',
    '502',
    'html',
    'hang',
  ]
  for (const kind of kinds)
    test(`does «${kind}»`, async () => {
      await fault(kind, 'create-m2m/comment')
      const [one, two] = [await says('да'), await says('да')]
      await world.ended(one.id)
      await world.ended(two.id)
      expect(await texts()).toEqual(['да', 'да'])
    })

  test('carries it out after our first look', async () => {
    await fault('lateCommit', 'create-m2m/comment', { ms: 1500 })
    const [one, two] = [await says('да'), await says('да')]
    await world.ended(one.id)
    await world.ended(two.id)
    expect(await texts()).toEqual(['да', 'да'])
  })

  test('does not let us look for a while', async () => {
    await fault('dropAfterCommit', 'create-m2m/comment')
    await fault('403', 'find/comment')
    const { id } = await says('да')
    await world.ended(id)
    expect(await texts()).toEqual(['да'])
  })
})

test('what the employee said the same elsewhere is not taken for ours once it is known', async () => {
  const { naumen_uuid: source } = await world.ticket(ticket)
  const author = 'employee$10501'
  const comment = { source: source ?? '', text: 'да', author, private: false }
  const elsewhere = await world.deps.naumen.createComment(comment)
  await world.rows(
    `INSERT INTO messages (ticket_id, direction, act, text, naumen_uuid, hand_over_state)
     VALUES ($1, 'fromEmployee', 'comment', 'да', $2, 'done')`,
    [ticket, elsewhere],
  )
  await fault('drop', 'create-m2m/comment')
  const { id } = await says('да')
  await world.ended(id)
  expect(await texts()).toEqual(['да', 'да'])
})

test('a pull that took our comment for somebody else’s leaves no echo', async () => {
  const { naumen } = world.messageDeps
  const pulled = 'Слова, которые подобрал опрос'
  world.messageDeps.naumen = {
    ...naumen,
    createComment: async (comment) => {
      const uuid = await naumen.createComment(comment)
      await world.rows(
        `WITH echo AS (INSERT INTO messages
             (ticket_id, direction, act, text, naumen_uuid, hand_over_state)
           VALUES ($1, 'fromEmployee', 'comment', $2, $3, 'done') RETURNING id)
         INSERT INTO ticket_events (ticket, key, kind, data)
         SELECT $1, $3, 'comment', jsonb_build_object('message', id) FROM echo`,
        [ticket, pulled, uuid],
      )
      return uuid
    },
  }
  const other = await startedAnew()
  const { id } = await says('да')
  const { naumen_uuid: uuid } = await world.ended(id)
  expect(await world.rows('SELECT id FROM messages WHERE naumen_uuid = $1', [uuid])).toEqual([
    { id },
  ])
  expect(await world.events(ticket)).toEqual([])
  world.messageDeps.naumen = naumen
  await other()
})

test('a correction says which message it corrects', async () => {
  const sentAt = new Date()
  const first = await says('Кабинет 214', { sentAt })
  await world.ended(first.id)
  await fault('dropAfterCommit', 'create-m2m/comment')
  const second = await says('Кабинет 241', { act: 'correction', corrects: first.id })
  await world.ended(second.id)
  const time = sentAt.toLocaleTimeString('ru', {
    ...{ timeZone: 'Europe/Moscow', hour: '2-digit', minute: '2-digit' },
  })
  expect(await texts()).toEqual([
    'Кабинет 214',
    `Исправление к сообщению от ${time}:<br>Кабинет 241`,
  ])
})

test('what the bot notes down is for engineers alone, and not the employee’s', async () => {
  await fault('dropAfterCommit', 'create-m2m/comment')
  const words = 'Бот заблокирован, сообщение не доставлено'
  const { id } = await world.says(ticket, ivan.chat, { act: 'undelivered', direction: 'note' })
  await world.ended(id)
  const [note, ...more] = await world.comments(ticket)
  expect(more).toEqual([])
  expect(note).toMatchObject({ text: words, private: true })
  expect(JSON.stringify(note?.author)).not.toContain('employee$10501')
})

test('what was said before a dismissal is handed over all the same', async () => {
  const alexey = await world.user('employee$10503')
  const theirs = await world.ticketOf(alexey, 'employee$10503')
  await world.rows(`UPDATE users SET state = 'dismissed', chat_id = NULL WHERE id = $1`, [
    alexey.id,
  ])
  const { id } = await world.says(theirs, alexey.chat, { text: 'Уже заработало, спасибо' })
  await world.ended(id)
  const [comment, ...more] = await world.comments(theirs)
  expect(more).toEqual([])
  expect(comment).toMatchObject({ text: 'Уже заработало, спасибо', private: false })
})

test('a worker that slept while another took the conversation over says nothing when it wakes', async () => {
  let wake = () => undefined as void
  const asleep = new Promise<void>((resolve) => (wake = resolve))
  let fellAsleep = false
  const sleepy = createMessageHandOver({
    ...world.messageDeps,
    readMapping: async () => {
      fellAsleep = true
      await asleep
      return world.deps.readMapping()
    },
  })
  await world.deps.queue.boss.offWork('hand-over-message', { wait: true })
  const turn = await says('', { act: 'close' })
  const next = await says('да')
  const { uuid } = await world.desk(ticket)
  await world.naumen.post(`/tickets/${uuid}/state`, { state: 'resolved' })
  const job = { id: 'none', name: 'hand-over-message', data: { ticket, attempt: 0 } }
  const sleeping = sleepy(job.data, job as never)
  await until('the worker to fall asleep', async () => fellAsleep)
  await world.workMessages()
  await world.ended(turn.id)
  await world.ended(next.id)
  const before = await world.calls('edit-m2m')
  wake()
  await sleeping
  expect(await world.calls('edit-m2m')).toBe(before)
  expect(await texts()).toEqual(['да'])
})

test('a ticket and its conversation handed over at once stand there once', async () => {
  await world.work()
  await fault('dropAfterCommit', 'create-m2m/serviceCall')
  talksIn(await world.files(ivan, [aFile('a.txt')]))
  const said = [await says('раз', { files: [aFile('a.txt')] }), await says('два')]
  for (const { id } of said) await world.ended(id)
  await world.settled(ticket)
  expect(await texts()).toEqual(['раз', 'два'])
})
