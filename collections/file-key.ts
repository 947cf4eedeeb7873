import { keyFor } from '../src/database/file-bytes'

const cyrillic = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const latin = 'a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya'.split(' ')

/**
 * The key of what the panel uploads, e.g. `zamena-kartridzha-8c1d….pdf`: Payload shows keys, not names,
 * wherever a file was chosen, and two of them must be told from each other.
 */
export function readableKey(name: string): string {
  const words = [...name.toLowerCase().replace(/\.[^.]*$/, '')]
    .map((letter) => latin[cyrillic.indexOf(letter)]?.replace('-', '') ?? letter)
    .join('')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48)
  const key = keyFor(name)
  return words ? `${words}-${key}` : key
}
