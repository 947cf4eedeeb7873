import { expect, test } from 'vitest'
import { openDesk } from '../../src/sandbox/naumen/test-desk'
import { defaultKnobs } from '../../src/sandbox/naumen/knobs'
import { statements } from '../contract/naumen-statements'

test.each(statements)('Naumen, §$section: $says', async ({ holds }) => {
  await holds(await openDesk())
})

test('what nobody knows for sure of a Naumen can be set either way', () => {
  expect(Object.keys(defaultKnobs)).toEqual(
    expect.arrayContaining([
      'commentMovesLastModified',
      'archivedReturned',
      'defaultLimit',
      'descriptionAttribute',
      'fileAttributeParameter',
      'addFileStatus',
      'maxFileBytes',
      'validationStatus',
      'unknownUuidStatus',
      'forbiddenStatus',
      'missingMethodStatus',
      'contentType',
      'findOrder',
      'searchPresent',
      'superuserKey',
      'unreadableAttributes',
      'indexLagMs',
      'correlationAttributePresent',
    ]),
  )
})
