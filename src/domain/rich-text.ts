import { add, mayOpen, printHtml, safeHref, type Span, type Tag, type TagName } from './markup'

/** A node of the panel's editor (Lexical), of which only what Telegram can show is read. */
type Node = Record<string, unknown>

// Lexical keeps a text's formatting as bits; code goes last, because nothing may stand inside it
const formats: [number, TagName][] = [
  [1, 'b'],
  [2, 'i'],
  [8, 'u'],
  [4, 's'],
  [16, 'code'],
]

/** The panel's rich text as Telegram's HTML. Anything unknown is read as the text it holds. */
export function richTextToHtml(lexical: unknown): string {
  const spans: Span[] = []
  blocks(spans, children(isNode(lexical) ? lexical.root : undefined), [])
  return printHtml(spans).trim()
}

function blocks(spans: Span[], nodes: Node[], tags: Tag[]) {
  for (const node of nodes) {
    const block: Span[] = []
    writeBlock(block, node, tags)
    if (!block.some((span) => span.text.trim())) continue
    if (spans.length) add(spans, '\n\n', tags)
    spans.push(...block)
  }
}

function writeBlock(spans: Span[], node: Node, tags: Tag[]) {
  if (node.type === 'list') return writeList(spans, node, tags, 0)
  if (node.type === 'quote') return inline(spans, children(node), within(tags, 'blockquote'))
  if (node.type === 'heading') return inline(spans, children(node), within(tags, 'b'))
  if (node.type === 'horizontalrule') return add(spans, '———', tags)
  inline(spans, children(node).length ? children(node) : [node], tags)
}

function writeList(spans: Span[], list: Node, tags: Tag[], depth: number) {
  let number = typeof list.start === 'number' ? list.start : 1
  for (const item of children(list)) {
    const nested = children(item).filter((child) => child.type === 'list')
    const own = children(item).filter((child) => child.type !== 'list')
    if (own.length) {
      if (spans.length) add(spans, '\n', tags)
      add(
        spans,
        '\u2003'.repeat(depth) + (list.listType === 'number' ? `${number++}. ` : '• '),
        tags,
      )
      inline(spans, own, tags)
    }
    for (const inner of nested) writeList(spans, inner, tags, depth + 1)
  }
}

function inline(spans: Span[], nodes: Node[], tags: Tag[]) {
  for (const node of nodes) {
    if (node.type === 'linebreak') add(spans, '\n', tags)
    else if (node.type === 'tab') add(spans, ' ', tags)
    else if (typeof node.text === 'string') add(spans, node.text, formatted(tags, node.format))
    else inline(spans, children(node), linked(tags, node))
  }
}

function formatted(tags: Tag[], format: unknown): Tag[] {
  const bits = typeof format === 'number' ? format : 0
  return formats.reduce((all, [bit, name]) => (bits & bit ? within(all, name) : all), tags)
}

function linked(tags: Tag[], node: Node): Tag[] {
  const fields = isNode(node.fields) ? node.fields : {}
  const href = safeHref(fields.url ?? node.url)
  return href && mayOpen(tags, 'a') ? [...tags, { name: 'a', href }] : tags
}

const within = (tags: Tag[], name: TagName) => (mayOpen(tags, name) ? [...tags, { name }] : tags)

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

const children = (node: unknown): Node[] =>
  isNode(node) && Array.isArray(node.children) ? node.children.filter(isNode) : []
