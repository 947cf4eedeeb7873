import { expect, test } from 'vitest'
import { parseRelaxed } from './relaxed-json'

const same: [string, unknown][] = [
  ['{"a":"б\\n\\"","n":-1.5,"t":true,"z":null}', { a: 'б\n"', n: -1.5, t: true, z: null }],
  ["{'a': 'it\\'s \"x\"', 'b': ['1', 2]}", { a: 'it\'s "x"', b: ['1', 2] }],
  [
    '{state:[registered, inprogress],source:serviceCall$1}',
    { state: ['registered', 'inprogress'], source: 'serviceCall$1' },
  ],
  ['{"text":"a, b: {c}"}', { text: 'a, b: {c}' }],
  ['[]', []],
  ['{}', {}],
]

test.each(same)('%s is understood', (source, value) => {
  expect(parseRelaxed(source)).toEqual(value)
})

test.each(['', '{', '{"a"}', '{"a":1', '[1 2]', '{"a":"b}', '{} {}'])('%j is refused', (source) => {
  expect(() => parseRelaxed(source)).toThrow(SyntaxError)
})
