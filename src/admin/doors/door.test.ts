import type { SanitizedConfig, SanitizedPermissions } from 'payload'
import { expect, test } from 'vitest'
import { documentIn, doorTo } from './door'

const config = {
  collections: [{ slug: 'users' }, { slug: 'articles', versions: {} }],
  globals: [{ slug: 'retention' }],
} as unknown as SanitizedConfig
const contentManager = {
  collections: { articles: { read: true, create: true } },
  globals: {},
} as unknown as SanitizedPermissions
const reader = { collections: { users: { read: true } } } as unknown as SanitizedPermissions
const id = '7ce5ef97-d4b0-42db-87eb-68b02e5ddfef'

const door = (path: string, permissions: SanitizedPermissions | null = null) =>
  doorTo(path.split('/').filter(Boolean), config, permissions)

test('what keeps no versions has no page of versions', () => {
  expect(door(`collections/users/${id}/versions`)).toBe('no page')
  expect(door(`collections/users/${id}/versions/${id}`)).toBe('no page')
  expect(door('globals/retention/versions')).toBe('no page')
  expect(door(`collections/articles/${id}/versions`)).toBe('open')
})

test('an address no document can have is no page', () => {
  expect(door('collections/users/17')).toBe('no page')
  expect(door(`collections/articles/${id}/versions/17`)).toBe('no page')
  expect(door('collections/nothing')).toBe('no page')
})

test('whoever may not read a section is told so, in the list and in a document', () => {
  for (const path of ['collections/users', `collections/users/${id}`, 'globals/retention'])
    expect(door(path, contentManager)).toBe('no access')
  expect(door('collections/articles', contentManager)).toBe('open')
  expect(door('collections/articles/create', contentManager)).toBe('open')
})

test('whoever may only read is not shown the form of a new one', () => {
  expect(door('collections/users/create', reader)).toBe('no access')
  expect(door('collections/users', reader)).toBe('open')
})

test('a document is named by its address, also on a page of its own below it', () => {
  const named = (path: string) => documentIn(path.split('/'))
  expect(named(`collections/users/${id}`)).toEqual(['users', id])
  expect(named(`collections/articles/${id}/versions`)).toEqual(['articles', id])
  for (const path of ['collections/users', 'collections/users/create', 'globals/retention'])
    expect(named(path)).toBeUndefined()
})
