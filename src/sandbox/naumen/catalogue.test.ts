import { expect, test } from 'vitest'
import { type Desk, ivan, type Json, openDesk } from './test-desk'

test('categories are created with a code of their own, renamed, moved and archived', async () => {
  const desk = await openDesk()
  const parent = 'catalogs$701001'
  const made = await desk.json('create-m2m/catalogs$category', {
    title: 'Сканер',
    code: 'scan',
    parent,
  })
  const path = `edit-m2m/${String(made.UUID)}`
  expect(await desk.json(path, { title: 'Сканеры', parent: null, removed: true })).toMatchObject({
    ...{ title: 'Сканеры', code: 'scan', parent: null, removed: true },
    removalDate: expect.any(String),
  })
  const twice = await desk.post('create-m2m/catalogs$category', { title: 'Ещё', code: 'scan' })
  expect(await twice.text()).toContain("Элемент с кодом 'scan' уже существует")
})

const leaf = 'catalogs$category'
const wrongItems: [string, string, Json, string][] = [
  ['an unknown attribute', `create-m2m/${leaf}`, { title: 'Х', sort: 1 }, "'sort' не найден"],
  ['no title', `create-m2m/${leaf}`, { parent: 'catalogs$701001' }, 'атрибуты: Название'],
  [
    'a parent nobody knows',
    `create-m2m/${leaf}`,
    { title: 'Х', parent: 'catalogs$1' },
    'не найден',
  ],
  ['a parent of another class', `create-m2m/${leaf}`, { title: 'Х', parent: ivan }, 'Loader not'],
]

test.each(wrongItems)(
  'a category with %s is refused, nothing is kept',
  async (_, path, item, words) => {
    const desk = await openDesk()
    const before = await desk.json<Json[]>(`find/${leaf}`)
    const answer = await desk.post(path, item)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)])
    expect(await desk.json(`find/${leaf}`)).toEqual(before)
  },
)

async function branch(desk: Desk) {
  const make = async (title: string, parent: string | null) =>
    String((await desk.json(`create-m2m/${leaf}`, { title, parent })).UUID)
  const top = await make('Верх', null)
  const middle = await make('Середина', top)
  return { top, middle, low: await make('Низ', middle) }
}

test('a category is not moved into itself nor below itself, wherever else it may go', async () => {
  const desk = await openDesk()
  const { top, middle, low } = await branch(desk)
  for (const parent of [top, middle, low]) {
    const moved = await desk.post(`edit-m2m/${top}`, { parent, title: 'Иначе' })
    expect([moved.status, await moved.text()]).toEqual([
      400,
      expect.stringContaining('не может быть вложен сам в себя'),
    ])
  }
  expect(await desk.json(`get/${top}`)).toMatchObject({ title: 'Верх', parent: null })
  expect(await desk.json(`edit-m2m/${low}`, { parent: top })).toMatchObject({
    parent: { UUID: top },
  })
  expect(await desk.json(`edit-m2m/${middle}`, { parent: low })).toMatchObject({
    parent: { UUID: low },
  })
})

test('nothing is put into a category of the archive, where the installation is strict', async () => {
  const desk = await openDesk()
  const { top, middle, low } = await branch(desk)
  await desk.json(`edit-m2m/${middle}`, { removed: true })
  const into = { title: 'Новая', parent: middle }
  const refused = await desk.post(`create-m2m/${leaf}`, into)
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('в архиве')])
  expect((await desk.post(`edit/${low}`, { title: 'Другое' })).status).toBe(200)
  await desk.json(`edit-m2m/${low}`, { parent: top })
  expect((await desk.post(`edit/${low}`, { parent: middle })).status).toBe(400)
  await desk.control('knobs', { archivedParentTaken: true })
  expect((await desk.post(`edit/${low}`, { parent: middle })).status).toBe(200)
})

test('what is not there is neither read, edited, archived nor deleted', async () => {
  const desk = await openDesk()
  const answers = await Promise.all([
    desk.get('get/catalogs$1'),
    desk.post('edit-m2m/catalogs$1', { title: 'Х' }),
    desk.post('edit/catalogs$1', { removed: true }),
    desk.get('delete/catalogs$1'),
  ])
  for (const answer of answers)
    expect([answer.status, await answer.text()]).toEqual([404, 'Объект catalogs$1 не найден'])
})

test('a category keeps its name and whatever stands in it', async () => {
  const desk = await openDesk()
  const { middle } = await branch(desk)
  const nameless = await desk.post(`edit/${middle}`, { title: '' })
  expect([nameless.status, await nameless.text()]).toEqual([
    400,
    expect.stringContaining('Название'),
  ])
  const deleted = await desk.get(`delete/${middle}`)
  expect([deleted.status, await deleted.text()]).toEqual([
    400,
    expect.stringContaining('вложенные'),
  ])
  expect(await desk.json(`get/${middle}`)).toMatchObject({ title: 'Середина' })
})
