import type { BotApi, Shown } from './bot-api'

export type BenchPerson = ReturnType<typeof createPerson>

/** One person who waits for each answer before the next step. Times in milliseconds. */
export function createPerson(api: BotApi, id: number, onAnswer: (milliseconds: number) => void) {
  const from = { id, is_bot: false, first_name: 'Иван' }
  const chat = { id, type: 'private' }
  let message = 0
  let screen: Shown | null = null
  let seen: ((shown: Shown) => void) | null = null
  api.watch(id, (shown) => {
    screen = shown
    seen?.(shown)
  })

  async function expects(pattern: RegExp, update: object): Promise<Shown> {
    const startedAt = performance.now()
    const standing = screen?.message ?? 0
    const answered = new Promise<Shown>((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`${id} waited for ${pattern}`)), 60_000)
      seen = (shown) => {
        // Of an earlier request the receipt is edited still
        if (!pattern.test(shown.text) || shown.message < standing) return
        clearTimeout(patience)
        resolve(shown)
      }
    })
    api.push(update)
    const shown = await answered
    onAnswer(performance.now() - startedAt)
    return shown
  }

  const types = (text: string, pattern: RegExp) =>
    expects(pattern, { message: { message_id: ++message, date: 0, from, chat, text } })

  function presses(label: string, pattern: RegExp) {
    const key = screen?.keyboard.find((one) => one.text.includes(label))
    if (!key) throw new Error(`${id} sees no «${label}»`)
    const pressed = { message_id: screen?.message ?? 0, date: 1, chat }
    const query = { id: `${id}-${performance.now()}`, from, chat_instance: '1', data: key.data }
    return expects(pattern, { callback_query: { ...query, message: pressed } })
  }

  return {
    start: () => types('/start', /Чем помочь/),
    /** From the menu to the receipt: seven updates, each answered. */
    async request() {
      await types('/new', /Новая заявка/)
      await presses('Компьютер', /Уточните/)
      await presses('Принтеры', /Выберите тему/)
      await presses('Не печатает', /Опишите/)
      await types(`Не печатает, ${id}`, /Добавьте ещё/)
      await presses('Далее', /Проверьте/)
      await presses('Отправить', /принята|передана/)
    },
  }
}
