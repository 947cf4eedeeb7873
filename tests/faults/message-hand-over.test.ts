import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMessageHandOver } from '../../jobs/hand-over-message'
import { TelegramUnreachable } from '../../src/telegram/errors'
import { until } from '../world/until'
import { type MessageWorld, startMessageWorld } from './message-world'

let world: MessageWorld
let ivan: { id: string; chat: number }
let ticket: string

beforeAll(async () => {
  world = await startMessageWorld()
  await world.workMessages()
})
beforeEach(async () => {
  ivan = await world.user()
  ticket = await world.ticketOf(ivan)
})
afterEach(async () => {
  await world.naumen.remove('/faults')
  await world.naumen.post('/up')
})
afterAll(() => world?.stop())

const fault = (kind: string, path: string, more = {}) =>
  world.naumen.post('/faults', { kind, path, ...more })
const says = (text: string, more = {}) => world.says(ticket, ivan.chat, { text, ...more })
const texts = async () => (await world.comments(ticket)).map(({ text }) => text)
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const aFile = (name: string, size = 50_000) => ({ name, bytes: randomBytes(size) })
const alerts = async (words: string) =>
  (await world.queued('send-mail')).filter(({ data }) => String(data.subject).includes(words))

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

/** Workers keep what they were made with: these are made anew. */
async function startedAnew() {
  const again = async () => {
    await world.deps.queue.boss.offWork('hand-over-message', { wait: true })
    await world.workMessages()
  }
  await again()
  return again
}

describe('order', () => {
  test('is kept while the first of them meets one trouble after another', async () => {
    for (const kind of ['drop', '500afterCommit', 'badJson', '502', 'hang'])
      await fault(kind, 'create-m2m/comment')
    const words = Array.from({ length: 8 }, (_, index) => `слово ${index}`)
    const said = []
    for (const word of words) said.push(await says(word))
    for (const { id } of said) await world.ended(id, 'done', 60_000)
    expect(await texts()).toEqual(words)
  })

  test('a refused one is told of and holds up nobody after it', async () => {
    await fault('403', 'create-m2m/comment')
    const [first, second] = [await says('раз'), await says('два')]
    await world.ended(second.id)
    const failed = await world.ended(first.id, 'failed')
    expect(failed.hand_over_error).toBe('Недостаточно прав для выполнения операции')
    expect(await texts()).toEqual(['два'])
    expect(await world.events(ticket)).toEqual([
      {
        kind: 'refused',
        data: { act: 'comment', reason: 'Система инженеров не приняла это сообщение' },
      },
    ])
    const { number } = await world.ticket(ticket)
    expect(await alerts(`Сообщение по заявке ${number}`)).toHaveLength(1)
    expect(world.signs).not.toContain(`${ivan.chat}/${first.message}`)
  })

  test('nothing leaves before the ticket stands in Naumen, then all of it does', async () => {
    await world.work()
    await world.naumen.post('/down')
    ticket = await world.files(ivan, [])
    const said = [await says('раз'), await says('два')]
    const jobs = `SELECT id FROM pgboss.job WHERE name = 'hand-over-message'
      AND singleton_key = $1 AND state < 'completed'`
    await until('the jobs to be over', async () => !(await world.rows(jobs, [ticket])).length)
    await world.naumen.post('/up')
    await until('the ticket', async () => {
      await world.hurry()
      return (await world.ticket(ticket)).naumen_uuid
    })
    for (const { id } of said) await world.ended(id)
    expect(await texts()).toEqual(['раз', 'два'])
    await world.deps.queue.boss.offWork('hand-over-ticket', { wait: true })
  })

  test('twenty people at once, with faults at random: each word once and in order', async () => {
    const kinds = ['dropAfterCommit', '500afterCommit', 'drop', 'badJson', '502', 'lateCommit']
    for (const kind of [...kinds, ...kinds, ...kinds])
      await fault(kind, 'create-m2m/comment', { ms: 500 })
    const tickets = await Promise.all(Array.from({ length: 20 }, () => world.ticketOf(ivan)))
    const words = ['раз', 'да', 'да', 'четыре']
    const said = await Promise.all(
      tickets.map(async (id) => {
        const turns = []
        for (const text of words) turns.push(await world.says(id, ivan.chat, { text }))
        return turns
      }),
    )
    for (const { id } of said.flat()) await world.ended(id, 'done', 80_000)
    const found = await Promise.all(
      tickets.map(async (id) => (await world.comments(id)).map(({ text }) => text)),
    )
    expect(found).toEqual(tickets.map(() => words))
  }, 120_000)
})

describe('Naumen away', () => {
  test('for long: the messages wait, tried by the timetable, and arrive once', async () => {
    await world.naumen.post('/down')
    const said = []
    for (const text of ['раз', 'два', 'три']) said.push(await says(text))
    const [first, second] = said
    await until('some tries', async () => {
      await world.hurryMessages()
      return Number((await world.message(first!.id)).hand_over_attempts) >= 3
    })
    expect(await world.message(first!.id)).toMatchObject({
      hand_over_state: 'waiting',
      hand_over_error: 'С Naumen нет связи (ECONNREFUSED)',
    })
    expect(Number((await world.message(second!.id)).hand_over_attempts)).toBe(0)
    // However much waits, there is one next try
    await until('one job', async () => {
      const jobs = await world.rows(
        `SELECT id FROM pgboss.job WHERE name = 'hand-over-message' AND singleton_key = $1
           AND state < 'completed'`,
        [ticket],
      )
      return jobs.length === 1
    })
    await world.naumen.post('/up')
    for (const { id } of said) await world.ended(id)
    expect(await texts()).toEqual(['раз', 'два', 'три'])
  })

  test('for three days: it is given up in words, once', async () => {
    await world.naumen.post('/down')
    const { id } = await says('раз')
    await until('a try', async () => Number((await world.message(id)).hand_over_attempts) > 0)
    const failed = await until(
      'it to be given up',
      async () => {
        // A try that was under way has counted from what it had read before
        await world.rows(
          `UPDATE messages SET hand_over_attempts = 80
           WHERE id = $1 AND hand_over_state <> 'failed'`,
          [id],
        )
        await world.hurryMessages()
        const message = await world.message(id)
        return message.hand_over_state === 'failed' && message
      },
      40_000,
      500,
    )
    await world.naumen.post('/up')
    expect(failed.hand_over_error).toMatch(/Не удавалось три дня/)
    expect(await world.events(ticket)).toHaveLength(1)
  })

  test('with our key refused: nobody knocks until the road is open', async () => {
    await fault('badKey', '', { times: -1 })
    const { id } = await says('раз')
    await until('the road to be shut', () => world.deps.lane.secondsShut())
    await until(
      'it to wait',
      async () =>
        (await world.message(id)).hand_over_error ===
        'Naumen не принимает ключ доступа (NAUMEN_ACCESS_KEY)',
    )
    const calls = await world.calls('create-m2m')
    const other = await says('два')
    await world.hurryMessages()
    await world.naumen.remove('/faults')
    expect(await world.calls('create-m2m')).toBe(calls)
    await world.rows('UPDATE naumen_lane SET closed_until = now()')
    await world.ended(id)
    await world.ended(other.id)
    expect(await texts()).toEqual(['раз', 'два'])
  })
})

describe('files', () => {
  test('go to their comment, intact, and a message of files alone names them', async () => {
    const files = [aFile('Скриншот «1».txt'), aFile('журнал.txt'), aFile('журнал.txt')]
    const { id, message } = await says('', { files })
    const { attachments } = await world.ended(id)
    const [comment] = await world.comments(ticket)
    expect(comment?.text).toBe('📎 Скриншот «1».txt<br>📎 журнал.txt<br>📎 журнал.txt')
    expect(comment?.files.map((file) => [file.title, file.sha256])).toEqual(
      files.map(({ name, bytes }) => [name, sha(bytes)]),
    )
    expect(attachments.map(({ state }) => state)).toEqual(Array(3).fill('handedOver'))
    await until('the sign', async () => world.signs.includes(`${ivan.chat}/${message}`))
    const kept = await world.rows('SELECT files_id FROM messages_rels WHERE parent_id = $1', [id])
    expect(kept).toHaveLength(3)
  })

  for (const kind of ['dropAfterCommit', '500afterCommit', 'drop', 'hang'])
    test(`are sent again alone, once, when Naumen does «${kind}»`, async () => {
      const files = [aFile('a.txt'), aFile('b.txt')]
      await fault(kind, 'add-file')
      const { id } = await says('вот', { files })
      await world.ended(id)
      const comments = await world.comments(ticket)
      expect(comments.map(({ text }) => text)).toEqual(['вот'])
      expect(comments[0]?.files.map((file) => file.sha256).toSorted()).toEqual(
        files.map(({ bytes }) => sha(bytes)).toSorted(),
      )
    })

  test('each have tries of their own: what one took keeps the next from nothing', async () => {
    for (const kind of ['drop', 'dropAfterCommit']) await fault(kind, 'add-file')
    const { id } = await says('вот', { files: [aFile('a.txt'), aFile('b.txt')] })
    await until('two tries', async () => Number((await world.message(id)).hand_over_attempts) > 1)
    const { hand_over_attempts: attempts } = await world.ended(id)
    expect(Number(attempts)).toBe(0)
    expect((await world.comments(ticket))[0]?.files).toHaveLength(2)
  })

  test('stand on the service call where comments take none, once, equal ones too', async () => {
    await world.naumen.post('/knobs', { forbiddenCalls: ['^add-file/comment'] })
    const same = aFile('a.txt')
    const one = await says('раз', { files: [same, aFile('b.txt')] })
    await world.ended(one.id)
    await fault('dropAfterCommit', 'add-file/serviceCall')
    const two = await says('два', { files: [same] })
    const { attachments } = await world.ended(two.id)
    await world.naumen.post('/knobs', { forbiddenCalls: [] })
    const desk = await world.desk(ticket)
    expect(attachments[0]).toMatchObject({ state: 'handedOver', to: desk.uuid })
    expect(desk.files.map(({ title }) => title).toSorted()).toEqual(['a.txt', 'a.txt', 'b.txt'])
  })

  test('that Telegram is slow to give keep nobody waiting', async () => {
    const { fetchFile } = world.messageDeps
    world.messageDeps.fetchFile = () =>
      Promise.reject(new TelegramUnreachable('download', 'nothing came'))
    await startedAnew()
    const slow = await says('вот', { files: [aFile('a.txt')] })
    const said = [await says('раз'), await says('два')]
    for (const { id } of said) await world.ended(id)
    expect((await world.message(slow.id)).hand_over_state).toBe('creating')
    expect(await texts()).toEqual(['вот', 'раз', 'два'])
    world.messageDeps.fetchFile = fetchFile
    await startedAnew()
    await world.ended(slow.id)
    expect((await world.comments(ticket))[0]?.files).toHaveLength(1)
  })

  test('that nobody takes are refused by name, the rest arrives', async () => {
    await fault('400', 'add-file', { times: 2 })
    const program = { name: 'запуск.bat', bytes: Buffer.from('echo') }
    const { id } = await says('вот', { files: [aFile('a.txt'), program, aFile('c.txt')] })
    const { attachments } = await world.ended(id)
    expect(attachments.map(({ state }) => state)).toEqual(['failed', 'failed', 'handedOver'])
    const notices = (await world.queued('notify')).filter(({ data }) => data.chat === ivan.chat)
    expect(notices.slice(-2).map(({ data }) => [data.text, data.values])).toMatchObject([
      ['messageFileNotHandedOver', { name: 'a.txt', reason: 'Система инженеров его не приняла' }],
      [
        'messageFileNotHandedOver',
        { name: 'запуск.bat', reason: 'Программы, ярлыки и веб-страницы не принимаются' },
      ],
    ])
  })

  test('of an album wait for the pieces that are still coming', async () => {
    const album = { ...aFile('1.txt'), album: 'x' }
    const { id } = await says('', { files: [album] })
    await world.rows(
      `UPDATE messages SET attachments = attachments || jsonb_set(attachments->0, '{name}', '"2.txt"')
       WHERE id = $1 AND hand_over_state = 'waiting'`,
      [id],
    )
    await world.ended(id)
    expect(await texts()).toEqual(['📎 1.txt<br>📎 2.txt'])
  })
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

describe('closing and returning to work', () => {
  const resolve = async () => {
    const { uuid } = await world.desk(ticket)
    await world.naumen.post(`/tickets/${uuid}/state`, { state: 'resolved' })
  }
  const state = async () => (await world.desk(ticket)).state

  for (const kind of [undefined, 'dropAfterCommit', '500afterCommit', 'drop', 'badJson', 'hang'])
    test(`a confirmed ticket is closed${kind ? ` though Naumen does «${kind}»` : ''}`, async () => {
      await resolve()
      if (kind) await fault(kind, 'edit-m2m')
      const { id } = await says('', { act: 'close' })
      await world.ended(id)
      expect(await state()).toBe('closed')
      expect(await world.events(ticket)).toEqual([])
    })

  test('one that does not work is returned', async () => {
    await resolve()
    const { id } = await says('', { act: 'reopen' })
    await world.ended(id)
    expect(await state()).toBe('resumed')
  })

  test('what already is so is fine, without a write', async () => {
    await resolve()
    const first = await says('', { act: 'close' })
    await world.ended(first.id)
    const before = await world.calls('edit-m2m')
    const second = await says('', { act: 'close' })
    await world.ended(second.id)
    expect(await world.calls('edit-m2m')).toBe(before)
  })

  test('a forbidden step is told in Naumen’s words, and the ticket is read anew', async () => {
    await resolve()
    const first = await says('', { act: 'close' })
    await world.ended(first.id)
    const second = await says('', { act: 'reopen' })
    const third = await says('А когда?')
    await world.ended(third.id)
    await world.ended(second.id, 'failed')
    const words = 'Переход из статуса «Закрыто» в статус «Возобновлено» невозможен'
    expect(await world.events(ticket)).toEqual([
      { kind: 'refused', data: { act: 'reopen', reason: words } },
    ])
    const { naumen_uuid: serviceCall } = await world.ticket(ticket)
    const pulls = await world.queued('pull-ticket')
    expect(pulls.some(({ data }) => data.serviceCall === serviceCall)).toBe(true)
  })

  test('what the engineer has left out is named', async () => {
    const { id } = await says('', { act: 'close' })
    await world.ended(id, 'failed')
    expect((await world.events(ticket))[0]?.data.reason).toBe(
      'Инженеру нужно сначала заполнить: Код закрытия, Решение',
    )
  })
})

describe('a rating', () => {
  const rated = async (mark: number, text = '') => {
    await world.rows('UPDATE tickets SET mark = $2 WHERE id = $1', [ticket, mark])
    return says(text, { act: 'rating' })
  }
  const withMapping = async (more: {
    rating?: string
    ratingComment?: string
    items?: boolean
  }) => {
    const { readMapping } = world.deps
    const { items = true, ...codes } = more
    world.messageDeps.readMapping = async () => {
      const mapping = await readMapping()
      const ratings = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [n, `catalogs$${5000 + n}`]))
      const attributes = { ...mapping.attributes, ...codes }
      return { ...mapping, attributes, ratings: items ? ratings : {} }
    }
    await startedAnew()
  }

  for (const kind of [undefined, 'dropAfterCommit', 'drop', '500afterCommit'])
    test(`stands in Naumen with its words${kind ? ` though it does «${kind}»` : ''}`, async () => {
      await withMapping({})
      if (kind) await fault(kind, 'edit-m2m')
      const { id } = await rated(4, 'Спасибо, быстро')
      await world.ended(id)
      expect(await world.desk(ticket)).toMatchObject({
        ...{ mark: '4', markComment: 'Спасибо, быстро', comments: [] },
      })
    })

  test('says its words in a comment where Naumen has no place for them, once', async () => {
    await withMapping({ ratingComment: '' })
    await fault('dropAfterCommit', 'create-m2m/comment')
    const { id } = await rated(5, 'Спасибо!')
    await world.ended(id)
    expect(await texts()).toEqual(['Оценка: 5 из 5. Спасибо!'])
    expect((await world.desk(ticket)).mark).toBe('5')
  })

  test('is a comment where Naumen has no place for it at all', async () => {
    await withMapping({ rating: '', ratingComment: '' })
    const { id } = await rated(3)
    await world.ended(id)
    expect(await texts()).toEqual(['Оценка: 3 из 5.'])
  })

  test('that Naumen does not take is told of, to the operator with the way to mend it', async () => {
    await withMapping({ items: false })
    const { id } = await rated(2)
    const later = await says('Ещё вопрос')
    await world.ended(id, 'failed')
    await world.ended(later.id)
    expect(await world.events(ticket)).toEqual([
      { kind: 'refused', data: { act: 'rating', reason: 'Система инженеров не приняла оценку' } },
    ])
    const { number } = await world.ticket(ticket)
    const [alert] = await alerts(`Оценивание по заявке ${number}`)
    expect(alert?.data.text).toMatch(/Связь с Naumen/)
  })

  test('that has to wait holds up nobody', async () => {
    await withMapping({})
    await fault('500', 'edit-m2m', { times: -1 })
    const { id } = await rated(5)
    const said = [await says('раз'), await says('два')]
    for (const turn of said) await world.ended(turn.id)
    expect((await world.message(id)).hand_over_state).not.toBe('done')
    expect(await texts()).toEqual(['раз', 'два'])
    await world.naumen.remove('/faults')
    await world.ended(id)
    expect((await world.desk(ticket)).mark).toBe('5')
  })
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
  ticket = await world.files(ivan, [aFile('a.txt')])
  const said = [await says('раз', { files: [aFile('a.txt')] }), await says('два')]
  for (const { id } of said) await world.ended(id)
  await world.settled(ticket)
  expect(await texts()).toEqual(['раз', 'два'])
})
