import { expect, test } from 'vitest'
import { contentsOf, projectFiles } from './project-files'

const tests = projectFiles(/^(src|bot|jobs|collections|tests)\/.*\.tsx?$/).filter(
  (file) => /\.test\.tsx?$/.test(file) && !file.startsWith('tests/rules/'),
)
const product = projectFiles(/^(src|bot|jobs|collections)\/.*\.tsx?$/).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)

const filesWith = (files: string[], pattern: RegExp) =>
  files.filter((file) => pattern.test(contentsOf(file)))

test('no test replaces a module by a pretended one', () => {
  expect(filesWith(tests, /\bvi\.(mock|doMock|hoisted)\b/)).toEqual([])
})

test('no test sleeps instead of waiting for what it expects', () => {
  const sleep =
    /\bsleep\(|await new Promise[^\n]*setTimeout\(\s*\w+\s*,\s*\d|from 'node:timers\/promises'/
  expect(filesWith(tests, sleep)).toEqual([])
})

test('no test is left out', () => {
  expect(filesWith(tests, /\b(test|it|describe)\.(skip|only|todo)\b/)).toEqual([])
})

test('the product has no enum and no commented-out type check', () => {
  expect(filesWith(product, /^\s*(export )?(const )?enum \w/m)).toEqual([])
  expect(filesWith(product, /@ts-(ignore|nocheck)/)).toEqual([])
})

test('an unfinished thing is an issue, not a comment', () => {
  expect(filesWith(product, /\b(TODO|FIXME|XXX)\b/)).toEqual([])
})
