import { expect, test } from 'vitest'
import { importsOf } from './imports'
import { offence } from './layers'
import { projectFiles } from './project-files'

const product = projectFiles(/^(src|bot|jobs|collections)\/.*\.(tsx?|mjs)$|^payload\.config\.ts$/)
// A fixture beside its tests is one of them
const isTest = (file: string) => /\.test\.tsx?$|(^|\/)test-[^/]*\.ts$/.test(file)

test('nobody imports what the table of layers does not allow', () => {
  const imports = product.filter((file) => !isTest(file)).flatMap(importsOf)
  expect(imports.length).toBeGreaterThan(20)
  expect(imports.map(offence).filter((sentence) => sentence !== undefined)).toEqual([])
})

test('the product does not import its tests', () => {
  const imports = product.filter((file) => !isTest(file)).flatMap(importsOf)
  expect(imports.filter(({ to }) => /^tests\/|\.test$/.test(to))).toEqual([])
})

test('the bot is caught reaching for Naumen, and a rule reaching for Payload', () => {
  const isType = false
  expect(offence({ from: 'bot/menu.ts', to: 'src/naumen/client', isType })).toContain('src/naumen')
  expect(offence({ from: 'jobs/purge.ts', to: 'bot/dialog', isType })).toContain('bot/dialog')
  expect(offence({ from: 'collections/Users.ts', to: 'jobs/purge', isType })).toContain(
    'jobs/purge',
  )
  expect(offence({ from: 'src/domain/ticket.ts', to: 'payload', isType })).toContain('payload')
  expect(offence({ from: 'src/telegram/api.ts', to: 'src/naumen/client', isType })).toContain(
    'src/naumen',
  )
  expect(offence({ from: 'src/queue.ts', to: 'bot/bot', isType })).toContain('bot/bot')
  expect(offence({ from: 'bot/bot.ts', to: 'src/sandbox/main', isType })).toContain('sandbox')
})

test('the bot may use the rules, the queue and Telegram', () => {
  for (const to of ['src/domain/ticket', 'src/queue', 'src/telegram/api', 'bot/dialog', 'payload'])
    expect(offence({ from: 'bot/menu.ts', to, isType: false })).toBeUndefined()
})
