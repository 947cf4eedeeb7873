import { basename, extname } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles } from './project-files'

const drawers = /(^|\/)(utils?|helpers?|common|services?|types|constants|misc|lib)(\/|\.[^/]*$)/
const code = projectFiles(/^(src|bot|jobs|collections|tests)\/.*\.(tsx?|mjs)$/)
const ofNext = /^src\/app\//

test('no file or folder is a drawer for anything', () => {
  expect(code.filter((file) => drawers.test(file))).toEqual([])
})

test('no folder hides behind an index file', () => {
  const indexes = code.filter((file) => /(^|\/)index\.(tsx?|mjs)$/.test(file))
  expect(
    indexes.filter((file) => !ofNext.test(file) && !file.startsWith('src/migrations/')),
  ).toEqual([])
})

test('files are in kebab case, except for one collection or one component', () => {
  const name = (file: string) =>
    basename(file, extname(file)).replace(/\.(test|hooks|endpoints|fields|d|module)$/, '')
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
  const pascal = /^[A-Z][A-Za-z0-9]*$/
  const mayBePascal = /^(collections|src\/admin|src\/sandbox\/page)\//
  const wrong = code
    .filter((file) => !ofNext.test(file) && !file.startsWith('src/migrations/'))
    .filter((file) => file !== 'tests/vitest.config.ts')
    .filter(
      (file) => !kebab.test(name(file)) && !(mayBePascal.test(file) && pascal.test(name(file))),
    )
  expect(wrong).toEqual([])
})
