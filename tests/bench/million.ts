import { Client } from 'pg'

export const sizes = { users: 50_000, tickets: 1_000_000, messagesPerTicket: 2 }

const hands = 2

/**
 * A company with a long past, written by SQL alone: people, requests over three years, and what was
 * said in them. Two connections at once, no triggers, and indexes made when the rows are there.
 */
export async function fillWithMillion(databaseUrl: string): Promise<void> {
  const clients = Array.from({ length: hands }, () => new Client({ connectionString: databaseUrl }))
  try {
    for (const client of clients) {
      await client.connect()
      await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '512MB';
        SET session_replication_role = replica`)
    }
    const [first] = clients as [Client]
    const { rows: indexes } = await first.query<Index>(droppable)
    for (const { name } of indexes) await first.query(`DROP INDEX "${name}"`)
    for (const text of [tree, people, days]) await first.query(text)
    await together(clients, [...parts(requests), ...parts(words)])
    await together(
      clients,
      indexes.map(({ made }) => made),
    )
    await first.query(counts)
    const tables = ['messages', 'tickets', 'users', 'active_days']
    await together(
      clients,
      tables.map((table) => `VACUUM ANALYZE ${table}`),
    )
  } finally {
    for (const client of clients) await client.end()
  }
}

/** What the triggers would have counted. */
const counts = `
  DELETE FROM kept_counts WHERE relation IN ('tickets', 'messages');
  INSERT INTO kept_counts
    SELECT 'tickets', status::text, count(*) FROM tickets GROUP BY status
    UNION ALL SELECT 'messages', '', count(*) FROM messages`

type Index = { name: string; made: string }
/** The largest first; what a constraint stands on stays. */
const droppable = `
  SELECT indexname AS name, indexdef AS made FROM pg_indexes
  WHERE schemaname = 'public' AND tablename IN ('tickets', 'messages')
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)
  ORDER BY indexdef LIKE '%USING gin%' DESC, tablename, indexname`

/** Each connection takes the next statement as soon as it is free. */
async function together(clients: Client[], statements: string[]): Promise<void> {
  const waiting = [...statements]
  await Promise.all(
    clients.map(async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(next)
    }),
  )
}

const parts = (statement: (numbers: string) => string) =>
  Array.from({ length: hands }, (_, hand) => {
    const each = sizes.tickets / hands
    return statement(`generate_series(${hand * each + 1}, ${(hand + 1) * each})`)
  })

const pick = (array: string, by: string) => `(${array})[1 + ((${by}) % array_length(${array}, 1))]`

const surnames = `ARRAY['Иванов', 'Петров', 'Сидоров', 'Кузнецов', 'Смирнов', 'Попов', 'Соколов', 'Лебедев', 'Новиков', 'Морозов']`
const names = `ARRAY['Иван', 'Пётр', 'Алексей', 'Дмитрий', 'Сергей', 'Андрей', 'Михаил', 'Николай']`
const departments = `ARRAY['Цех №1', 'Цех №2', 'Бухгалтерия', 'Склад', 'Отдел кадров', 'Лаборатория', 'Литейный цех']`
const troubles = `ARRAY['Не печатает принтер на этаже', 'Забыл пароль от почты', 'Не открывается общая папка', 'Медленно работает компьютер', 'Нужен доступ к 1С', 'Не подключается VPN', 'Сломалась мышь', 'Телефон на столе не звонит']`
const topics = `ARRAY['Компьютер и оргтехника › Принтеры › Не печатает', 'Доступы › Учётные записи › Сброс пароля', 'Программы › 1С › Доступ', 'Связь › Телефония › Не звонит']`

// Ten categories of five subcategories of four topics each; ids tell the level and the place
const categoryId = (level: number, place: string) =>
  `('00000000-0000-7000-c00${level}-' || lpad(to_hex(${place}), 12, '0'))::uuid`
const topicId = (place: string) => categoryId(3, place)
const tree = [
  [1, 10, 1],
  [2, 50, 5],
  [3, 200, 4],
]
  .map(
    ([level = 0, count = 0, children = 0]) => `
  INSERT INTO categories (id, title, parent_id, level, "order")
  SELECT ${categoryId(level, 'n')}, 'Категория ' || ${level} || '-' || n,
    ${level === 1 ? 'NULL' : categoryId(level - 1, `n / ${children}`)}, ${level}, n
  FROM generate_series(0, ${count - 1}) n;`,
  )
  .join('')

// Every fortieth person of the company on each day of a year
const days = `
  INSERT INTO active_days (day, user_id)
  SELECT current_date - day,
    ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (n * 40 + day * 17) % ${sizes.users}), 12, '0'))::uuid
  FROM generate_series(0, 365) day, generate_series(0, ${sizes.users / 40 - 1}) n`

const people = `
  INSERT INTO users (id, name, first_name, email, login, department, role, state, employee,
    telegram_id, chat_id, signed_in_at, session_expires_at, last_seen_at, checked_at, updated_at, created_at)
  SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    ${pick(surnames, 'n')} || ' ' || ${pick(names, 'n / 7')} || ' ' || n, ${pick(names, 'n / 7')},
    'million' || n || '@example.ru', 'million' || n, ${pick(departments, 'n')},
    'employee', (CASE WHEN n % 50 = 0 THEN 'dismissed' ELSE 'active' END)::enum_users_state,
    'employee$m' || n, 7000000000 + n, 7000000000 + n,
    now() - interval '30 days', now() + interval '60 days', now() - (n % 9000) * interval '1 minute',
    now(), now(), now() - interval '200 days'
  FROM generate_series(1, ${sizes.users}) n`

/** One word in so many requests, and in both messages of each: how common a word is, decides how it is found. */
export const oneIn = {
  картридж: 49,
  драйвер: 307,
  сканер: 2003,
  ламинатор: 20011,
  осциллограф: 700001,
}
const said = Object.entries(oneIn)
  .map(([word, each]) => `(CASE WHEN n % ${each} = 1 THEN ' ${word}' ELSE '' END)`)
  .join(' || ')

const filed = `now() - (${sizes.tickets} - n) * interval '95 seconds'`
const isOpen = `n > ${sizes.tickets} * 0.99`
const requests = (numbers: string) => `
  INSERT INTO tickets (id, number, origin, user_id, category_id, topic_path, text, status, naumen_uuid, naumen_number,
    naumen_title, naumen_state, hand_over_state, hand_over_done_at, registered_at, first_answered_at,
    closed_at, mark, deadline, updated_at, created_at)
  SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'М-' || n, 'bot',
    ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % ${sizes.users}), 12, '0'))::uuid,
    ${topicId('n % 211 % 200')}, ${pick(topics, 'n')}, ${pick(troubles, 'n')} || ', обращение ' || n || ${said},
    (CASE WHEN NOT (${isOpen}) THEN 'closed'
      ELSE ${pick(`ARRAY['registered', 'inProgress', 'awaitingAuthor', 'resolved']`, 'n')} END)::enum_tickets_status,
    'serviceCall$m' || n, 500000 + n, 'RP' || (500000 + n), 'closed',
    (CASE WHEN n % 50000 = 0 THEN 'failed' ELSE 'done' END)::enum_tickets_hand_over_state,
    ${filed}, ${filed}, ${filed} + (n % 300) * interval '1 minute',
    CASE WHEN NOT (${isOpen}) THEN ${filed} + interval '1 day' END,
    CASE WHEN n % 3 = 0 THEN 1 + n % 5 END, ${filed} + interval '3 days', ${filed}, ${filed}
  FROM ${numbers} n`

const words = (numbers: string) => `
  INSERT INTO messages (id, ticket_id, direction, act, author, text, sent_at,
    hand_over_state, naumen_uuid, updated_at, created_at)
  SELECT ('00000000-0000-7000-a' || lpad(to_hex(turn), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid,
    ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
    (CASE WHEN turn = 1 THEN 'fromEngineer' ELSE 'fromEmployee' END)::enum_messages_direction,
    'comment', CASE WHEN turn = 1 THEN 'Инженеров Степан' ELSE 'Сотрудник' END,
    CASE WHEN turn = 1 THEN 'Проверили, перезагрузите устройство ' || n ELSE 'Спасибо, заработало ' || n END || ${said},
    ${filed} + turn * interval '40 minutes',
    (CASE WHEN turn = 1 THEN 'notNeeded' ELSE 'done' END)::enum_messages_hand_over_state,
    'comment$m' || n || '-' || turn, ${filed}, ${filed}
  FROM ${numbers} n, generate_series(1, ${sizes.messagesPerTicket}) turn`
