import { expect, test } from 'vitest'
import { russianAlone, russianAloneIn } from './one-language'
import { projectFiles } from './project-files'

/** What is Russian whatever the language of the panel, and why it may be. */
const russianOnly: [why: string, files: string[]][] = [
  [
    'what the bot says to employees, and how it is shown or searched',
    [
      ...['category-search', 'draft', 'inbound', 'message-hand-over', 'receipt'],
      ...['status-post', 'text-sections', 'texts', 'working-hours'],
    ].map((name) => `src/domain/${name}.ts`),
  ],
  ['an employee’s phone, drawn as it is', ['src/admin/menu/places.ts']],
  ['what goes to Naumen', ['src/domain/comment-html.ts', 'src/domain/hand-over.ts']],
  [
    'mails: nobody knows the language of whoever reads them',
    ['collections/mail.ts', 'src/domain/mail.ts', 'src/domain/panel-mail.ts'],
  ],
  ['kept by jobs, told by src/admin/kit/kept-words.ts', ['src/domain/category-merge.ts']],
  [
    'the first records of a new installation, and of a test',
    [
      ...['first-articles', 'first-records', 'seed', 'panel-rest'].map(
        (name) => `collections/${name}.ts`,
      ),
    ],
  ],
  ['letters, not words', ['collections/file-key.ts']],
  ['the name of the company', ['src/admin/Logo.tsx']],
  [
    'Russian for what Payload has in English already',
    ['collections/russian.ts', 'src/admin/kit/SpokenNames.tsx'],
  ],
  ['the sandbox is Russian', ['src/app/(sandbox)/layout.tsx']],
]
const excepted = russianOnly.flatMap(([, files]) => files)

const panel = projectFiles(
  /^((collections|src\/(admin|domain|app))\/.*\.tsx?|payload\.config\.ts)$/,
).filter((file) => !/\.test\.tsx?$/.test(file))

test('whatever the panel says in Russian it can say in English too', () => {
  const bound = panel.filter((file) => !excepted.includes(file))
  expect(bound.flatMap(russianAlone)).toEqual([])
})

test('what is excepted from it still says something in Russian alone', () => {
  const idle = excepted.filter((file) => !panel.includes(file) || !russianAlone(file).length)
  expect(idle).toEqual([])
})

test('a refusal in Russian alone is found, however it is written', () => {
  const alone = (text: string) => russianAloneIn('Any.endpoints.tsx', text)
  for (const text of [
    "throw refusal(req, 'Нельзя.', 409)",
    'throw new APIError(`Нельзя: ${why}.`, 400, null, true)',
    "const words = { ru: 'Нельзя.' }",
    "const say = language === 'en' ? 'You may not.' : 'Нельзя.'",
    "const why = ['Нельзя.', 'Поздно.']",
    'const View = () => <p>Нельзя.</p>',
  ])
    expect(alone(text), text).not.toEqual([])
  for (const text of [
    "throw refusal(req, { ru: 'Нельзя.', en: 'You may not.' }, 409)",
    'const words = { ru: { no: `Нельзя: ${why}.` }, en: { no: `No: ${why}.` } }',
    "const acts = { close: ['Закрыта', 'Closed'] }",
    "const ru = { no: 'Нельзя.' }\nconst en: typeof ru = { no: 'You may not.' }",
    '// Нельзя\nconst odd = /нельзя/i',
  ])
    expect(alone(text), text).toEqual([])
})
