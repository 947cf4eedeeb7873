import type { MenuSection } from '../src/payload-types'

type RichText = NonNullable<MenuSection['text']>

const common = { direction: 'ltr' as const, format: '' as const, indent: 0, version: 1 }

/** Plain paragraphs as the panel's editor keeps them. */
export const paragraphs = (...lines: string[]): RichText => richText(...lines)

/** Paragraphs, and numbered steps where several lines stand in a list. */
export function richText(...blocks: (string | string[])[]): RichText {
  const children = blocks.map((block) =>
    typeof block === 'string' ? paragraph(block) : numbered(block),
  )
  return { root: { ...common, type: 'root', children } }
}

const paragraph = (line: string) => ({
  ...common,
  type: 'paragraph',
  textFormat: 0,
  textStyle: '',
  children: line ? [words(line)] : [],
})

const numbered = (steps: string[]) => ({
  ...common,
  type: 'list',
  listType: 'number',
  start: 1,
  tag: 'ol',
  children: steps.map((step, index) => ({
    ...common,
    type: 'listitem',
    value: index + 1,
    children: [words(step)],
  })),
})

const words = (text: string) => ({
  type: 'text',
  text,
  detail: 0,
  format: 0,
  mode: 'normal',
  style: '',
  version: 1,
})
