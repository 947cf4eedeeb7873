import { Parser } from 'htmlparser2'
import { add, mayOpen, printHtml, type Span, type Tag, type TagName } from './markup'

export type CommentWords = {
  /** Telegram's HTML: b, i, u, s, code, pre, a, blockquote, each closed. */
  html: string
  /** The same without tags. */
  text: string
  /** Files shown as pictures in the text, `[рисунок 1]` being the first: UUIDs in Naumen. */
  pictures: string[]
}

type Frame = {
  name: string
  tags: Tag[]
  hidden: boolean
  raw: boolean
  /** Of a list: the number of its next point; undefined for one of dots. */
  next?: number
  /** Of a row: how many cells it has had. */
  cells?: number
}

const formats: Record<string, TagName> = {
  ...{ b: 'b', strong: 'b', i: 'i', em: 'i', u: 'u', ins: 'u', s: 's', strike: 's', del: 's' },
  ...{ code: 'code', tt: 'code', kbd: 'code', samp: 'code', pre: 'pre', blockquote: 'blockquote' },
  ...{ h1: 'b', h2: 'b', h3: 'b', h4: 'b', h5: 'b', h6: 'b', th: 'b' },
}
/** Lines between what stands before and after. */
const breaks: Record<string, number> = {
  ...{ p: 2, h1: 2, h2: 2, h3: 2, h4: 2, h5: 2, h6: 2 },
  ...{ div: 1, blockquote: 1, pre: 1, ul: 1, ol: 1, li: 1, table: 1, tr: 1, dt: 1, dd: 1, hr: 1 },
  ...{ section: 1, article: 1, header: 1, footer: 1, address: 1, center: 1, form: 1, caption: 1 },
}
const hiddenTags = new Set(
  'script style head title noscript template object svg iframe select textarea'.split(' '),
)
const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i
const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/g

/**
 * An engineer's comment as Naumen keeps it (HTML of its editor or of a mail program) in words that
 * Telegram can show. Scripts, styles, hidden parts and tracking pictures are left out.
 */
export function readCommentHtml(source: string): CommentWords {
  const page = createPage()
  const pictures: string[] = []
  const frames: Frame[] = [{ name: '', tags: [], hidden: false, raw: false }]
  const top = () => frames.at(-1)!

  const parser = new Parser({
    onopentag(name, attributes) {
      if (!top().hidden) openTag(page, frames, name)
      if (name === 'img' && !top().hidden) showPicture(attributes.src ?? '')
      frames.push(frameWithin(top(), name, attributes))
    },
    onclosetag(name) {
      if (frames.length === 1) return
      const closed = frames.pop()!
      if (!closed.hidden) page.leave(name, linesOf(frames, name))
    },
    ontext(text) {
      const { hidden, raw, tags } = top()
      if (!hidden) page.write(text.replace(control, ''), tags, raw)
    },
  })
  parser.write(/<[a-z!/]/i.test(source) ? source : source.replace(/\r?\n/g, '<br>'))
  parser.end()
  return { ...page.end(), pictures }

  function showPicture(src: string) {
    const number = /\bfile(?:\$|%24)(\d+)/i.exec(src)?.[1]
    // Pictures from elsewhere tell their owner who has read the comment
    if (number === undefined) return
    const uuid = `file$${number}`
    if (!pictures.includes(uuid)) pictures.push(uuid)
    page.write(` [рисунок ${pictures.indexOf(uuid) + 1}] `, top().tags, false)
  }
}

function frameWithin(outer: Frame, name: string, attributes: Record<string, string>): Frame {
  const hidden = outer.hidden || hiddenTags.has(name) || hiddenStyle.test(attributes.style ?? '')
  const tags = tagsWithin(outer.tags, name, attributes.href)
  const frame = { name, tags, hidden, raw: outer.raw || name === 'pre' }
  if (name === 'ol') return { ...frame, next: Number(attributes.start) || 1 }
  return name === 'tr' ? { ...frame, cells: 0 } : frame
}

function tagsWithin(tags: Tag[], name: string, href: string | undefined): Tag[] {
  const format = formats[name]
  if (format) return mayOpen(tags, format) ? [...tags, { name: format }] : tags
  const safe = name === 'a' && mayOpen(tags, 'a') ? safeLink(href) : null
  return safe ? [...tags, { name: 'a', href: safe }] : tags
}

function safeLink(href = ''): string | null {
  const trimmed = href.trim().toWellFormed()
  return /^(https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu.test(trimmed) ? trimmed : null
}

function openTag(page: Page, frames: Frame[], name: string) {
  const tags = frames.at(-1)!.tags
  if (name === 'br') return page.line()
  page.apart(linesOf(frames, name))
  if (name === 'hr') return page.write('———', tags, false)
  if (name === 'li') {
    const lists = frames.filter((frame) => frame.name === 'ul' || frame.name === 'ol')
    const list = lists.at(-1)
    const mark = list?.next === undefined ? '•' : `${list.next++}.`
    page.point('\u2003'.repeat(Math.max(0, lists.length - 1)) + mark)
  }
  if (name !== 'td' && name !== 'th') return
  const row = frames.findLast((frame) => frame.cells !== undefined)
  if (row && row.cells!++ > 0) page.cell()
}

/** Paragraphs within a table do not tear its rows apart. */
function linesOf(frames: Frame[], name: string): number {
  const lines = breaks[name] ?? 0
  return frames.some(({ cells }) => cells !== undefined) ? Math.min(1, lines) : lines
}

type Page = ReturnType<typeof createPage>

/** Text as it is laid out: blanks as a browser would collapse them, never more than one empty line. */
function createPage() {
  const spans: Span[] = []
  let last: Tag[] = []
  let gap = 0
  let space = false
  /** Stands before the next words: the dot of a list, the line between two cells. */
  let lead = ''
  let lineStart = true

  const put = (text: string, tags: Tag[]) => {
    add(spans, text, tags)
    last = tags
  }
  const between = (text: string, tags: Tag[]) => put(text, common(last, tags))
  const flush = (tags: Tag[], spaced: boolean) => {
    if (gap && spans.length) between('\n'.repeat(gap), tags)
    const fresh = gap > 0 || lineStart
    const separator = lead.startsWith(' |')
    if (lead && !(separator && fresh)) between(lead, tags)
    else if (spaced && !fresh && !lead) between(' ', tags)
    gap = 0
    lead = ''
    space = false
    lineStart = false
  }

  return {
    write(text: string, tags: Tag[], raw: boolean) {
      if (raw) return writeRaw(text.replace(/\r\n?/g, '\n'), tags)
      const collapsed = text.replace(/[\s\u00a0]+/g, ' ')
      const core = collapsed.trim()
      if (!core) {
        space ||= collapsed !== ''
        return
      }
      flush(tags, space || collapsed.startsWith(' '))
      put(core, tags)
      space = collapsed.endsWith(' ')
    },
    line() {
      gap = Math.min(2, gap + 1)
      space = false
    },
    apart(lines: number) {
      // Nothing comes between a dot and its words
      if (lead) return
      gap = Math.max(gap, lines)
      if (lines) space = false
    },
    leave(name: string, lines: number) {
      if (name === 'li' || name === 'tr') lead = ''
      this.apart(lines)
    },
    point(mark: string) {
      gap = Math.max(1, gap)
      lead = `${mark} `
    },
    cell() {
      gap = 0
      lead = lead ? `${lead}| ` : ' | '
    },
    end() {
      const kept = withoutGaps(spans)
      const html = printHtml(kept).trimEnd()
      const text = kept.map((span) => span.text).join('')
      return { html, text: text.trimEnd() }
    },
  }

  function writeRaw(text: string, tags: Tag[]) {
    if (!text) return
    flush(tags, space)
    put(text, tags)
    lineStart = text.endsWith('\n')
  }
}

/** Lines of a `pre` and the gap after it may meet: one empty line at most is left. */
function withoutGaps(spans: Span[]): Span[] {
  let lines = 0
  return spans.map(({ text, tags }) => {
    const kept = [...text].filter((sign) => (lines = sign === '\n' ? lines + 1 : 0) <= 2)
    return { text: kept.join(''), tags }
  })
}

function common(one: Tag[], other: Tag[]): Tag[] {
  const at = one.findIndex((tag, index) => tag !== other[index])
  return at < 0 ? one : one.slice(0, at)
}
