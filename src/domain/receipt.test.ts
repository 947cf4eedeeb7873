import { expect, test } from 'vitest'
import { type Receipt, receiptOf } from './receipt'
import { fill } from './text'
import { defaultTexts } from './texts'

const receipt: Receipt = {
  number: 'Б-1001',
  topicPath: 'Связь → VPN → Не подключается',
  files: 0,
  refusedFiles: [],
  naumenTitle: null,
  handOver: 'waiting',
  delayed: false,
  status: null,
}

const shown = (more: Partial<Receipt>) => {
  const { text, values } = receiptOf({ ...receipt, ...more })
  return fill(defaultTexts[text].text, values)
}

test('a filed ticket has our number at once', () => {
  expect(shown({})).toContain('Б-1001 принята')
  expect(shown({ handOver: 'creating' })).toContain('Передаём инженерам')
})

test('an outage of Naumen is told without asking to file again', () =>
  expect(shown({ delayed: true })).toContain('Повторно подавать не нужно'))

test('the number of Naumen stands there as soon as there is one, also while files follow', () => {
  for (const handOver of ['creating', 'created', 'done'] as const)
    expect(shown({ handOver, naumenTitle: 'RP123', delayed: true })).toContain('RP123')
})

test('a ticket that was refused says so', () =>
  expect(shown({ handOver: 'failed' })).toContain('не передана'))

test('a ticket nobody hands over any more says so, and what to do', () => {
  const text = shown({ handOver: 'givenUp' })
  expect(text).toContain('не передана инженерам')
  expect(text).toContain('подайте новую заявку')
})

test('one that stands in Naumen does not, though its files could not follow', () => {
  const text = shown({
    handOver: 'failed',
    naumenTitle: 'RP123',
    files: 2,
    refusedFiles: ['акт.pdf'],
  })
  expect(text).toContain('передана инженерам')
  expect(text).toContain('Файлов: 2\n⚠️ Не передан: «акт.pdf»')
})

test('where it stands now is told as soon as it has moved', () => {
  const status = { icon: '🔧', title: 'В работе' }
  expect(shown({ handOver: 'done', naumenTitle: 'RP1', status })).toMatch(/\n🔧 В работе$/)
  expect(shown({ handOver: 'done', naumenTitle: 'RP1' })).toMatch(/<b>RP1<\/b>$/)
})

test('files are counted, and nothing is said of none', () => {
  expect(shown({ files: 3 })).toContain('Файлов: 3')
  expect(shown({})).not.toContain('Файлов')
})

test('no placeholder is left standing', () => {
  for (const handOver of ['waiting', 'creating', 'created', 'done', 'failed', 'givenUp'] as const)
    for (const delayed of [true, false])
      for (const naumenTitle of [null, 'RP1'])
        expect(shown({ handOver, delayed, naumenTitle })).not.toMatch(/[{}]/)
})
