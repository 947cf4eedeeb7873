import { describe, expect, test } from 'vitest'
import { copiesOf, fault, ivan, sha, threeFiles, world } from './hand-over-stage'

describe('a file fails on its way', () => {
  for (const kind of ['dropAfterCommit', '500afterCommit', 'drop', '500', 'hang'])
    test(`and only it is sent again, once, when Naumen does «${kind}»`, async () => {
      const files = threeFiles()
      const id = await world.files(ivan, files)
      await fault(kind, 'add-file')
      await world.settled(id)
      const [copy, ...more] = await copiesOf(id)
      expect(more).toEqual([])
      expect(copy?.files.map((file) => file.sha256).toSorted()).toEqual(
        files.map(({ bytes }) => sha(bytes)).toSorted(),
      )
    })

  test('and the next one is tried at once, however often that one had to be', async () => {
    const id = await world.files(ivan, threeFiles())
    for (const kind of ['drop', 'dropAfterCommit', 'drop']) await fault(kind, 'add-file')
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files).toHaveLength(3)
    const tries = await world.rows<{ attempt: number }>(
      `SELECT (data->>'attempt')::int AS attempt FROM pgboss.job
       WHERE name = 'hand-over-ticket' AND singleton_key = $1 ORDER BY created_on, id`,
      [id],
    )
    const [first, ...others] = tries.map(({ attempt }) => attempt)
    expect(first).toBe(0)
    // Of the second file, after at least two of the first
    expect(others.some((attempt, at) => attempt === 1 && (others[at - 1] ?? 0) > 1)).toBe(true)
  })

  test('and is refused alone, in words, when Naumen does not take it', async () => {
    await fault('400', 'add-file')
    const id = await world.files(ivan, threeFiles())
    const { attachments } = await world.settled(id)
    expect(attachments.map(({ state }) => state)).toEqual(['failed', 'handedOver', 'handedOver'])
    expect(attachments[0]?.reason).toBe('Операция не может быть выполнена')
    const notices = (await world.queued('notify')).filter(({ data }) => data.chat === ivan.chat)
    expect(notices.at(-1)?.data).toMatchObject({
      text: 'fileNotHandedOver',
      values: { reason: 'Система инженеров его не приняла' },
    })
  })

  test('and though Naumen does not let us look for it, it is sent once, and the ticket is not given up', async () => {
    const files = threeFiles()
    const id = await world.files(ivan, files)
    await fault('dropAfterCommit', 'add-file')
    await fault('403', 'find/file')
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files.map((file) => file.sha256).toSorted()).toEqual(
      files.map(({ bytes }) => sha(bytes)).toSorted(),
    )
  })

  test('and is refused alone when it is a program, a page or gone from Telegram', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    const page = Buffer.from('\ufeff <!DOCTYPE html><script>alert(1)</script>')
    const picture = Buffer.from('<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>')
    const id = await world.files(ivan, [
      { name: 'отчёт.pdf', bytes: program },
      { name: 'акт.txt', bytes: page },
      { name: 'схема.png', bytes: picture },
      { name: 'запуск.BAT ', bytes: Buffer.from('echo') },
      { name: 'журнал.txt', bytes: Buffer.from('всё хорошо') },
    ])
    const { attachments } = await world.settled(id)
    const states = attachments.map(({ state }) => state)
    expect(states).toEqual(['failed', 'failed', 'failed', 'failed', 'handedOver'])
  })
})
