import { expect, test } from 'vitest'
import { spoken, whyUnreachable } from './connection'
import { findingWords } from './connection-words'

test.each([
  ['ENOTFOUND', 'addressUnknown'],
  ['EAI_AGAIN', 'addressUnknown'],
  ['CERT_HAS_EXPIRED', 'addressCertificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'addressCertificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'addressCertificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'addressCertificate'],
  ['ECONNREFUSED', 'addressRefused'],
  ['ETIMEDOUT', 'addressSilent'],
  ['TIMEOUT', 'addressSilent'],
  ['ECONNRESET', 'addressBroken'],
  ['PAGE 200', 'addressPage'],
  ['PAGE 404', 'addressElsewhere'],
  ['HTTP 302', 'addressPage'],
  ['HTTP 503', 'addressError'],
  ['NOT_JSON', 'addressNotJson'],
])('what happened on the way (%s) is called by its cause', (reason, name) => {
  expect(whyUnreachable(reason).name).toBe(name)
})

test('whatever is not in order comes with advice and both languages', () => {
  for (const [name, { level, ru, en }] of Object.entries(findingWords)) {
    expect(ru.length, name).toBe(en.length)
    if (level !== 'ok') expect(ru.length, name).toBe(2)
  }
})

test('a mapped attribute is called as the page calls it', () => {
  const finding = { name: 'attributeUnset', values: { attribute: 'rating' } } as const
  expect(spoken(finding, 'ru').found).toContain('«Оценка»')
  expect(spoken(finding, 'en').found).toContain('«Rating»')
})
