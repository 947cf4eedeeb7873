import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../world/until'
import { showPicture } from './browser'
import { type PanelStage, startPanelStage } from './panel-stage'

let stage: PanelStage
let installation: PanelStage['installation']
let page: Page
let trouble: string[]
let user: string

const unique = Date.now() % 1e8
const rows: PanelStage['rows'] = (query, values) => stage.rows(query, values)

beforeAll(async () => {
  stage = await startPanelStage()
  ;({ installation, page, trouble } = stage)
  const [made] = await rows<{ id: string }>(
    `INSERT INTO users (name, first_name, email, employee, state, checked_at)
     VALUES ('Иван Петров', 'Иван', $1, 'employee$10501', 'active', now())
     ON CONFLICT (employee) DO UPDATE SET checked_at = now() RETURNING id`,
    [`${randomUUID()}@blago.example`],
  )
  user = made?.id ?? ''
}, 180_000)

afterAll(() => stage?.stop())

/** A request that Naumen has refused, as the hand-over leaves it. */
async function refused(number: string, error = 'Недостаточно прав для выполнения операции') {
  const [ticket] = await rows<{ id: string }>(
    `INSERT INTO tickets (number, user_id, topic_path, text, hand_over_state, hand_over_error,
       hand_over_attempts, hand_over_failed_at)
     VALUES ($1, $2, 'Принтеры → Не печатает', 'Жуёт бумагу', 'failed', $3, 1, now() - interval '9 years')
     RETURNING id`,
    [number, user, error],
  )
  return ticket?.id ?? ''
}

const stateOf = async (id: string) =>
  (
    await rows<{ state: string }>('SELECT hand_over_state AS state FROM tickets WHERE id = $1', [
      id,
    ])
  )[0]?.state
const opens = () => page.goto(`${installation.panel}/hand-over?tab=failed`)
const row = (number: string) => page.getByRole('row').filter({ hasText: number })

test('the queue says why in words, and «Повторить» brings the request to Naumen, once', async () => {
  const number = `Б-${unique}1`
  const id = await refused(number)
  await opens()
  await row(number).getByText('не хватает прав').waitFor()
  await showPicture(page, 'panel-hand-over')
  await row(number).getByRole('button', { name: 'Повторить' }).click()
  await row(number).waitFor({ state: 'hidden' })
  await until('the request to be handed over', async () => (await stateOf(id)) === 'done')
  const there = await installation.control('NAUMEN').get<{ correlation: string }[]>('/tickets')
  expect(there.filter(({ correlation }) => correlation === id)).toHaveLength(1)
})

test('many are given up at once, after one question', async () => {
  const ids = [await refused(`Б-${unique}2`), await refused(`Б-${unique}3`)]
  await opens()
  for (const tail of [2, 3]) await row(`Б-${unique}${tail}`).getByRole('checkbox').check()
  await page.getByText('Выбрано: 2').waitFor()
  const bar = page.getByRole('status').filter({ hasText: 'Выбрано' })
  await bar.getByRole('button', { name: 'Прекратить' }).click()
  const sure = page.getByRole('dialog', { name: 'Больше не передавать?' })
  await sure.getByText(`Б-${unique}3`).waitFor()
  await sure.getByRole('button', { name: 'Прекратить' }).click()
  await page.getByText('Сделано: 2.').waitFor()
  expect(await Promise.all(ids.map(stateOf))).toEqual(['givenUp', 'givenUp'])
})

test("a request's own page offers the same", async () => {
  const id = await refused(`Б-${unique}4`, 'Не заполнены обязательные атрибуты: Услуга')
  await page.goto(`${installation.panel}/collections/tickets/${id}`)
  const handOver = page.getByRole('region', { name: 'Передача в Naumen' })
  await handOver.getByText('которое бот не заполняет: Услуга').waitFor()
  await handOver.getByRole('button', { name: 'Повторить' }).click()
  await handOver.getByText('Передана', { exact: true }).first().waitFor()
  await page.getByRole('link', { name: /песочница/ }).waitFor()
})

test('jobs that were set aside are sent again or thrown away', async () => {
  const id = randomUUID()
  await rows(`INSERT INTO pgboss.job (id, name, data) VALUES ($1, 'dead-letters', $2)`, [
    id,
    JSON.stringify({
      job: 'pull-ticket',
      data: { serviceCall: `serviceCall$${unique}` },
      reason: 'С Naumen нет связи (ECONNREFUSED)',
    }),
  ])
  await page.goto(`${installation.panel}/hand-over?tab=set-aside`)
  const letter = page.getByRole('row').filter({ hasText: 'Чтение заявки из Naumen' })
  await letter.getByText('Naumen сейчас не отвечает').waitFor()
  await letter.getByRole('button', { name: 'Удалить' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click()
  await letter.waitFor({ state: 'hidden' })
  expect(await rows('SELECT FROM pgboss.job WHERE id = $1', [id])).toEqual([])
})

test('the tiles tell how the parts are', async () => {
  const health = page.getByRole('region', { name: 'Как дела у частей' })
  for (const part of ['Обработчик', 'Naumen', 'Telegram', 'Почта', 'Дольше всех ждёт'])
    await health.getByRole('heading', { name: part }).waitFor()
})

test('nothing went wrong in the browser meanwhile', () => expect(trouble).toEqual([]))
