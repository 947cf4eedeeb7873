import { expect, test } from 'vitest'
import { createLifetime, Ended } from './lifetime'

test('what was started is stopped the other way round', async () => {
  const life = createLifetime()
  const stopped: string[] = []
  for (const name of ['database', 'sandbox', 'worker'])
    await life.keep(name, Promise.resolve(name), async (it) => stopped.push(it))
  await life.end(Promise.resolve())
  expect(stopped).toEqual(['worker', 'sandbox', 'database'])
})

test('what was still starting when the end came is stopped as well', async () => {
  const life = createLifetime()
  const stopped: string[] = []
  const database = Promise.withResolvers<string>()
  const starting = life.keep('database', database.promise, async (it) => stopped.push(it))
  const ending = life.end(starting)
  database.resolve('database')
  await expect(starting).rejects.toThrow(Ended)
  await ending
  expect(stopped).toEqual(['database'])
})

test('a wait for readiness is given up at the end', async () => {
  const life = createLifetime()
  const waiting = life.unlessEnded(new Promise(() => {}))
  await life.end(waiting)
  await expect(waiting).rejects.toThrow(Ended)
})

test('one part that cannot stop does not keep the others running', async () => {
  const life = createLifetime()
  const stopped: string[] = []
  await life.keep('database', Promise.resolve('database'), async (it) => stopped.push(it))
  await life.keep('worker', Promise.resolve('worker'), () => Promise.reject(new Error('stuck')))
  await life.end(Promise.resolve())
  expect(stopped).toEqual(['database'])
})
