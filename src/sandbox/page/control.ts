import type { Part } from './addresses'

export type Json = Record<string, unknown>

/** The address of something a control server offers; `path` begins with a slash. */
export const controlUrl = (part: Part, path: string) =>
  `/sandbox/control/${part}${path.replace(/^\/control(?=\/)/, '')}`

/** The control servers themselves, from the page. Every failure is an Error with words to show. */
export const control = {
  get: <T>(part: Part, path: string) => send<T>(part, path, { method: 'GET' }),
  post: <T>(part: Part, path: string, body: Json = {}) =>
    send<T>(part, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  upload: <T>(part: Part, path: string, body: FormData) =>
    send<T>(part, path, { method: 'POST', body }),
  remove: <T>(part: Part, path: string) => send<T>(part, path, { method: 'DELETE' }),
}

async function send<T>(part: Part, path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(controlUrl(part, path), { ...init, cache: 'no-store' }).catch(() => {
    throw new Error('Нет связи с песочницей')
  })
  const body: unknown = await answer.json().catch(() => ({}))
  if (!answer.ok)
    throw new Error(inRussian(errorText(body)) ?? `Песочница ответила ошибкой ${answer.status}`)
  return body as T
}

const errorText = (body: unknown) =>
  body && typeof body === 'object' && 'error' in body && typeof body.error === 'string'
    ? body.error
    : undefined

const russian: Record<string, string> = {
  'the person has blocked the bot': 'Бот заблокирован: сначала разблокируйте его',
  'the file is empty': 'Файл пустой',
  'the text is empty': 'Пустое сообщение не отправить',
  'the message has no such button': 'Эта кнопка уже изменилась',
  "the message is not the person's": 'Изменять можно только свои сообщения',
}

const inRussian = (text: string | undefined) =>
  text?.includes('IMAGE_PROCESS_FAILED')
    ? 'Не получилось прочитать картинку: отправьте её файлом'
    : text && (russian[text] ?? text)

export const wordsOf = (error: unknown) =>
  error instanceof Error ? error.message : 'Что-то пошло не так'
