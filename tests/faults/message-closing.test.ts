import { describe, expect, test } from 'vitest'
import { alerts, fault, says, texts, ticket, world, startedAnew } from './message-stage'

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
