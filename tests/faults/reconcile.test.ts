import { describe, expect, test } from 'vitest'
import { createReconcile } from '../../jobs/reconcile-tickets'
import { until } from '../world/until'
import { copiesOf, ivan, threeFiles, world } from './hand-over-stage'

describe('looking over the last two days', () => {
  const reconcile = () => createReconcile(world.deps)()

  test('a request whose job is gone is queued again', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    await until('its job to be over', async () => {
      const jobs = `SELECT id FROM pgboss.job WHERE name = 'hand-over-ticket'
        AND singleton_key = $1 AND state < 'completed'`
      return !(await world.rows(jobs, [id])).length
    })
    await world.rows(
      `UPDATE tickets SET hand_over_state = 'waiting', naumen_uuid = NULL,
         created_at = now() - interval '1 hour' WHERE id = $1`,
      [id],
    )
    await reconcile()
    await world.settled(id)
    expect((await copiesOf(id)).length).toBe(2)
  })

  test('two copies of one request are told of, once', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    const mapping = await world.deps.readMapping()
    await world.deps.naumen.createServiceCall(mapping, {
      correlation: id,
      clientEmployee: 'employee$10501',
      subject: 'x',
      description: 'x',
    })
    await reconcile()
    await reconcile()
    const { number, hand_over_error: words } = await world.ticket(id)
    expect(words).toMatch(/стоит дважды/)
    const alerts = JSON.stringify(await world.queued('send-mail'))
    expect(alerts.split(`Заявка ${number} попала в Naumen дважды`)).toHaveLength(2)
  })

  test('one that vanished from Naumen is handed over anew with its files', async () => {
    const id = await world.files(ivan, threeFiles())
    const { naumen_uuid: uuid } = await world.settled(id)
    await fetch(
      `${process.env.NAUMEN_URL}/sd/services/rest/delete/${uuid}?accessKey=${process.env.NAUMEN_ACCESS_KEY}`,
    )
    expect(await copiesOf(id)).toEqual([])
    await reconcile()
    await world.settled(id)
    const [copy] = await copiesOf(id)
    expect(copy?.files).toHaveLength(3)
  })

  test('nothing is handed over anew when our key merely lost the right to see', async () => {
    const id = await world.files(ivan, [])
    await world.settled(id)
    await world.naumen.post('/knobs', { forbiddenCalls: ['^get/'], indexLagMs: 3_600_000 })
    await expect(reconcile()).rejects.toThrow(/прав/)
    await world.naumen.post('/knobs', { forbiddenCalls: [], indexLagMs: 0 })
    expect((await world.ticket(id)).hand_over_state).toBe('done')
  })
})
