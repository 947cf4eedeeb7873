import { sql } from '@payloadcms/db-postgres'
import { startPayload } from '../../collections/test-database'
import { searchArticles } from '../../src/database/articles'
import { inTransaction } from '../../src/database/transaction'

/** What a search of the knowledge base costs, against one that finds by equality of the title. */
const sizes = (process.env.BENCH_ARTICLES ?? '500,5000').split(',').map(Number)
const questions = [
  'принтр не печатает',
  'забыла пороль',
  'сканер устройство44 перезагрузка',
  'скрин',
]
const rounds = 21

const { payload, stop } = await startPayload()
console.log('search of articles, the middle of 21 rounds')
for (const size of sizes) {
  await inTransaction(payload, ({ rows }) => fill(rows, size))
  const bare = await middle(({ rows }) =>
    rows(sql`SELECT id FROM articles WHERE title = ${'Скан'}`),
  )
  console.log(`${size} articles: by equality ${bare.toFixed(1)} ms`)
  for (const words of questions) {
    const took = await middle((runner) => searchArticles(runner, { words, limit: 10 }))
    const times = (took / bare).toFixed(1)
    console.log(`  ${words.padEnd(36)} ${took.toFixed(1).padStart(6)} ms  of bare ${times}`)
  }
}
await stop()
process.exit(0)

type Runner = Parameters<Parameters<typeof inTransaction>[1]>[0]

async function middle(ask: (runner: Runner) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  await inTransaction(payload, async (runner) => {
    for (let round = -2; round < rounds; round++) {
      const begun = performance.now()
      await ask(runner)
      if (round >= 0) times.push(performance.now() - begun)
    }
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

async function fill(rows: Runner['rows'], size: number) {
  await rows(sql`INSERT INTO articles (title, keywords, plain, _status)
    SELECT 'Статья ' || n || ' про ' || a || ' и ' || b, a || 'ы, ' || b,
      repeat('Проверьте ' || a || ', перезагрузите ' || b || ' и сообщите номер ' || n || '. ', 20),
      'published'
    FROM generate_series((SELECT count(*) FROM articles), ${size}) AS n,
      LATERAL (SELECT (ARRAY['принтер','сканер','монитор','клавиатура','телефон','сервер','пропуск',
        'договор','ноутбук','склад'])[1 + n % 10] AS a,
        'устройство' || n % 700 AS b) AS words`)
  await rows(sql`ANALYZE articles`)
}
