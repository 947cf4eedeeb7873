import type { MenuSection } from '../src/payload-types'

type RichText = NonNullable<MenuSection['text']>

/** Plain paragraphs as the panel's editor keeps them. */
export function paragraphs(...lines: string[]): RichText {
  const block = { direction: 'ltr' as const, format: '' as const, indent: 0, version: 1 }
  const words = (text: string) => ({
    type: 'text',
    text,
    detail: 0,
    format: 0,
    mode: 'normal',
    style: '',
    version: 1,
  })
  const children = lines.map((line) => ({
    ...block,
    type: 'paragraph',
    textFormat: 0,
    textStyle: '',
    children: line ? [words(line)] : [],
  }))
  return { root: { ...block, type: 'root', children } }
}
