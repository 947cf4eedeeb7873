import { expect, test } from 'vitest'
import { linkTo, topicPayload } from '../domain/topic-link'
import { qrPicture, qrWords } from './category-qr'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
const link = linkTo('blago_support_bot', topicPayload(id))

test('a link to a topic is what Telegram takes', () => {
  expect(link).toBe(`https://t.me/blago_support_bot?start=c-${id}`)
  expect(topicPayload(id)).toMatch(/^[\w-]{1,64}$/)
})

test('the picture prints ten centimetres wide at 300 dots an inch', async () => {
  const { png, svg } = await qrPicture(link)
  const bytes = Buffer.from(png.replace('data:image/png;base64,', ''), 'base64')
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(1100)
  expect(decodeURIComponent(svg)).toContain('<svg')
})

test('the panel speaks of it in Russian, and in English to who wants that', () => {
  expect(qrWords('ru').png).toContain('Скачать PNG')
  expect(qrWords('en').png).toContain('Download PNG')
  expect(Object.keys(qrWords('en'))).toEqual(Object.keys(qrWords('ru')))
})
