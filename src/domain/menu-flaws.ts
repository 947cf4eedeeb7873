import { inRows, hasPage, labelOf, type Section, mayHold } from './menu'
import { captionLimit, plain, textLimit } from './text'

/** A section as the panel knows it: also one the bot does not show. */
export type Planned = Section & { active: boolean; isPublished: boolean }
export type PictureFacts = { width: number; height: number; filesize: number }

export type MenuFacts = {
  /** Categories a request may begin in. */
  topics: ReadonlySet<string>
  /** What is known of the pictures; one that is not here is not judged. */
  pictures: ReadonlyMap<string, PictureFacts>
}

export type FlawName =
  | 'noTitle'
  | 'labelTooLong'
  | 'noAddress'
  | 'topicGone'
  | 'emptyPage'
  | 'noSections'
  | 'sectionsForManagers'
  | 'holdsHidden'
  | 'parentHidden'
  | 'parentDraft'
  | 'parentForManagers'
  | 'parentHoldsNone'
  | 'textTooLong'
  | 'captionTooLong'
  | 'pictureTooBig'
  | 'manyButtons'
  | 'tooManyButtons'

/** `grave`: employees meet a dead end or lose something. */
export type Flaw = { name: FlawName; grave: boolean; values: Record<string, string | number> }

/** So much of a label a narrow phone shows in one line. */
const labelLimit = 32
/** More rows than this have to be scrolled through on most phones. */
const rowLimit = 10
/** Telegram takes 100, and two are needed for the way back. */
const buttonLimit = 98
// Bot API, sendPhoto
const picture = { bytes: 10 * 1024 * 1024, sides: 10_000, ratio: 20 }

/** What an admin should know about a section, the gravest first. Says nothing where all is well. */
export function flawsOf(section: Planned, all: Planned[], facts: MenuFacts): Flaw[] {
  const flaws = [
    ...ownFlaws(section, facts),
    ...(hasPage(section) ? pageFlaws(section, all, facts) : []),
    ...belowFlaws(section, all),
    ...(section.active ? placeFlaws(section, all) : []),
  ]
  return flaws.toSorted((a, b) => Number(b.grave) - Number(a.grave))
}

/** What an admin should know about the main menu itself. */
export function homeFlaws(all: Planned[]): Flaw[] {
  const forAll = shownUnder(all, null, 'employee')
  if (!forAll.length) return [grave('noSections')]
  return tooMany(shownUnder(all, null, 'manager'), true)
}

/** Telegram opens these from a button; anything else it refuses together with the whole menu. */
export function isButtonAddress(value: unknown): boolean {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  if (!url) return false
  return url.protocol === 'tg:' || (/^https?:$/.test(url.protocol) && url.hostname.includes('.'))
}

const flaw = (name: FlawName, values: Flaw['values'] = {}): Flaw => ({ name, grave: false, values })
const grave = (name: FlawName, values: Flaw['values'] = {}): Flaw => ({ name, grave: true, values })

function ownFlaws(section: Planned, { topics }: MenuFacts): Flaw[] {
  const { title, kind, url, topic } = section
  const length = labelOf(section).length
  return [
    ...(title.trim() ? [] : [grave('noTitle')]),
    ...(length > labelLimit ? [flaw('labelTooLong', { length, most: labelLimit })] : []),
    ...(kind === 'link' && !isButtonAddress(url) ? [grave('noAddress')] : []),
    ...(kind === 'create-request' && topic && !topics.has(topic) ? [grave('topicGone')] : []),
  ]
}

function pageFlaws(section: Planned, all: Planned[], { pictures }: MenuFacts): Flaw[] {
  const below = mayHold(section) ? shownUnder(all, section.id, section.visibility) : []
  const length = plain(section.html).length + labelOf(section).length + 2
  const image = pictures.get(section.picture ?? '')
  return [
    ...(section.kind === 'submenu' ? emptyMenu(section, all) : []),
    ...(section.kind !== 'submenu' && !section.html && !section.picture && !below.length
      ? [grave('emptyPage')]
      : []),
    ...(length > textLimit ? [grave('textTooLong', { length, most: textLimit })] : []),
    ...(section.picture && length > captionLimit && length <= textLimit
      ? [grave('captionTooLong', { length, most: captionLimit })]
      : []),
    ...(image && isTooBig(image) ? [grave('pictureTooBig')] : []),
    ...tooMany(below, false),
  ]
}

function emptyMenu(section: Planned, all: Planned[]): Flaw[] {
  const forManagers = shownUnder(all, section.id, 'manager').length
  if (!forManagers) return [grave('noSections')]
  const forEmployees = shownUnder(all, section.id, 'employee').length
  return section.visibility === 'everyone' && !forEmployees ? [grave('sectionsForManagers')] : []
}

/** A section that was turned into one that holds nothing still has what was put into it. */
const belowFlaws = (section: Planned, all: Planned[]): Flaw[] =>
  !mayHold(section) && shownUnder(all, section.id, 'manager').length ? [grave('holdsHidden')] : []

/** The nearest section above through which nobody, or not everybody, gets here. */
function placeFlaws(section: Planned, all: Planned[]): Flaw[] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const seen = new Set<string>([section.id])
  for (let at = byId.get(section.parent ?? ''); at; at = byId.get(at.parent ?? '')) {
    if (seen.has(at.id)) return []
    seen.add(at.id)
    const name = obstacleOf(at, section)
    if (name) return [grave(name, { title: at.title })]
  }
  return []
}

function obstacleOf(above: Planned, section: Planned): FlawName | null {
  if (!above.active) return 'parentHidden'
  if (!above.isPublished) return 'parentDraft'
  if (!mayHold(above)) return 'parentHoldsNone'
  const isNarrower = above.visibility !== 'everyone' && above.visibility !== section.visibility
  return isNarrower ? 'parentForManagers' : null
}

function tooMany(buttons: Planned[], isHome: boolean): Flaw[] {
  const count = buttons.length
  if (count > buttonLimit) return [grave('tooManyButtons', { count, most: buttonLimit })]
  const areShort = buttons.every((section) => labelOf(section).length <= 18)
  const rows = inRows(buttons, !isHome && areShort ? 2 : 1).length
  return rows > rowLimit ? [flaw('manyButtons', { count, most: rowLimit })] : []
}

const isTooBig = ({ width, height, filesize }: PictureFacts) =>
  filesize > picture.bytes ||
  width + height > picture.sides ||
  Math.max(width, height) > picture.ratio * Math.min(width, height)

const shownUnder = (all: Planned[], parent: string | null, role: string) =>
  all.filter(
    (one) =>
      one.parent === parent &&
      one.active &&
      one.isPublished &&
      (one.visibility === 'everyone' || one.visibility === role),
  )
