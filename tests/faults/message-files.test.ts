import { describe, expect, test } from 'vitest'
import { TelegramUnreachable } from '../../src/telegram/errors'
import { until } from '../world/until'
import { aFile, fault, ivan, says, sha, texts, ticket, world, startedAnew } from './message-stage'

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
