import type { Thing } from './store'
import { Refused, type World } from './world'

/** Refuses an object in which any of these attributes is empty. */
export function requireFilled(world: World, thing: Thing, codes: string[]) {
  const empty = codes.filter((code) => (thing[code] ?? null) === null)
  if (empty.length === 0) return
  throw new Refused(
    world.knobs.validationStatus,
    `Не заполнены обязательные атрибуты: ${empty.map((code) => titles[code] ?? code).join(', ')}`,
  )
}

const titles: Record<string, string> = {
  agreement: 'Соглашение',
  service: 'Услуга',
  codeOfClosing: 'Код закрытия',
  solution: 'Решение',
  title: 'Название',
  source: 'Объект',
  text: 'Текст',
}
