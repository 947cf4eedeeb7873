import { expect, test } from 'vitest'
import { changesBetween } from './AuditLog.hooks'

test('a person read along with a document never gets into the log, however deep', () => {
  const author = { id: 'admin-1', email: 'anna@zavod.example', createdAt: 'yesterday' }
  const after = { author, rows: [{ id: 'r1', title: 'VPN', by: author }] }
  const changes = changesBetween({ author: null, rows: [] }, after, 'values')
  expect(JSON.stringify(changes)).not.toContain('anna@')
  expect(changes.after).toEqual({
    author: 'admin-1',
    rows: [{ id: 'r1', title: 'VPN', by: 'admin-1' }],
  })
})

test('rows that only read their relations more deeply are no change', () => {
  const document = { id: 'help', createdAt: 'yesterday', title: 'Помощь' }
  const changes = changesBetween({ rows: [{ to: document }] }, { rows: [{ to: 'help' }] }, 'values')
  expect(changes.fields).toEqual([])
})
