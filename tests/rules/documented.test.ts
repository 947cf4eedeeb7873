import { expect, test } from 'vitest'
import { readConfig } from '../../src/config'
import { contentsOf } from './project-files'

/** Made by the launcher for its processes; nobody sets them by hand. */
const internal = /^(APP_ENV|SANDBOX_TELEGRAM_URL|SANDBOX_NAUMEN_URL|SANDBOX_MAILBOX_URL)$/

const variables = namesIn(contentsOf('src/config.ts')).filter((name) => !internal.test(name))
const described = rowsOf(contentsOf('docs/operating.md'))

test('every variable an operator may set stands in docs/operating.md', () => {
  expect(variables).toContain('DATABASE_URL')
  expect(variables.filter((name) => !described.has(name))).toEqual([])
})

test('docs/operating.md describes no variable that does not exist', () => {
  expect([...described.keys()].filter((name) => !variables.includes(name))).toEqual([])
})

test('the defaults told in docs/operating.md are those in force', () => {
  const config: Record<string, unknown> = { ...readConfig({}) }
  const wrong = variables.filter((name) => {
    const value = config[name]
    if (value === undefined) return false
    const told = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return described.get(name) !== `\`${told}\``
  })
  expect(wrong).toEqual([])
})

function namesIn(source: string): string[] {
  const schema = source.slice(source.indexOf('const Environment = z.object({'))
  const body = schema.slice(0, schema.indexOf('\n})'))
  return [...body.matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map(([, name = '']) => name)
}

/** Name and default of each row `| NAME | default | meaning |` of the table. */
function rowsOf(page: string): Map<string, string> {
  const rows = page.matchAll(/^\| `([A-Z][A-Z_]*)` +\| (.*?) *\|/gm)
  return new Map([...rows].map(([, name = '', told = '']) => [name, told]))
}
