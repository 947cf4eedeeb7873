import { type AfterErrorHookArgs, Locked, type PayloadRequest, ValidationError } from 'payload'
import { expect, test } from 'vitest'
import { refuseInWords } from './refusals-in-words'

function told(error: Error, language = 'ru') {
  const req = { i18n: { language } } as PayloadRequest
  const answer = refuseInWords({
    error,
    req,
    result: { errors: [] },
  } as unknown as AfterErrorHookArgs)
  return JSON.stringify(answer ?? null)
}

const refusedFile = (message: string) =>
  new ValidationError({ errors: [{ path: 'file', message }] })

test('a file that is none is refused in the language of the panel', () => {
  expect(told(refusedFile('Invalid PDF file.'))).toContain('Это не PDF')
  expect(told(refusedFile('Invalid MIME type: text/html.'))).toContain('Такой файл не подойдёт')
  expect(told(refusedFile('Invalid MIME type: text/html.'))).not.toContain('Invalid')
  expect(told(refusedFile('Invalid PDF file.'), 'en')).toContain('This is no PDF')
})

test('whom a document is locked by is no UUID and no English', () => {
  const theirs = new Locked(
    'Document with ID 6f1c is currently locked by another user and cannot be modified.',
  )
  expect(told(theirs)).toContain('открыт у другого человека')
  expect(told(theirs)).not.toContain('6f1c')
})

test('what was said in words already stays as it is', () => {
  expect(told(new Locked('Раздел открыт у Анны.'))).toBe('null')
  const ours = [{ path: 'role', message: 'Это последний администратор.' }]
  const error = new ValidationError({ errors: ours })
  expect(told(error)).toContain('"message":"Это последний администратор."')
  expect(told(error)).not.toContain('following')
})

test('which fields are wrong is named to an English reader too', () => {
  const error = new ValidationError({ errors: [{ path: 'title', message: 'It is empty.' }] })
  expect(told(error, 'en')).toContain('The following field is invalid: title')
  expect(told(error)).not.toContain('following')
})
