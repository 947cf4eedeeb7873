/** What one side says of a category. `parent` is the parent's UUID in Naumen, '' at the top. */
export type Face = { title: string; parent: string; archived: boolean; order: number | null }

export type Merged = {
  /** Changed there alone: taken over. */
  take: Partial<Face>
  /** Changed here alone: Naumen has yet to learn it. */
  write: Partial<Face>
  /** Changed differently on both sides: what Naumen says. Null where nothing is. */
  clash: Partial<Face> | null
  /** On what both agree now; what clashes stays unsettled. */
  agreed: Face
}

/** What we sent and never heard of again is, where it stands there now, our own doing and no news. */
export function withOwn(agreed: Face, sent: Partial<Face>, theirs: Face): Face {
  const names = Object.keys(sent) as (keyof Face)[]
  const arrived = names.filter((name) => isSame(sent[name], theirs[name]))
  return { ...agreed, ...Object.fromEntries(arrived.map((name) => [name, theirs[name]])) }
}

/** Naumen counts in whole numbers. */
const isSame = (sent: unknown, theirs: unknown) =>
  typeof sent === 'number' ? Math.round(sent) === theirs : sent === theirs

type Side = 'same' | 'theirs' | 'ours' | 'clash'

/**
 * Three-way. Naumen's archive against an edit here is a conflict too: neither an edit nor an archive is
 * to vanish without a word. Of an order both have changed ours stays: nothing is lost by it.
 * @param mapped whether Naumen keeps an order at all
 */
export function mergeFaces(
  agreed: Face,
  ours: Face,
  theirs: Face,
  { mapped }: { mapped: boolean },
): Merged {
  const sides: Record<keyof Face, Side> = {
    // A catalogue without a name is no news
    title: theirs.title ? sideOf(agreed.title, ours.title, theirs.title) : 'same',
    parent: sideOf(agreed.parent, ours.parent, theirs.parent),
    archived: sideOf(agreed.archived, ours.archived, theirs.archived),
    order: mapped ? sideOfOrder(agreed.order, ours.order, theirs.order) : 'same',
  }
  const edited = [sides.title, sides.parent].some((side) => side === 'ours' || side === 'clash')
  if (sides.archived === 'theirs' && theirs.archived && edited) sides.archived = 'clash'
  const clash = pick(theirs, sides, 'clash')
  return {
    take: pick(theirs, sides, 'theirs'),
    write: pick(ours, sides, 'ours'),
    clash: Object.keys(clash).length ? clash : null,
    agreed: {
      title: sides.title === 'clash' || !theirs.title ? agreed.title : theirs.title,
      parent: sides.parent === 'clash' ? agreed.parent : theirs.parent,
      archived: sides.archived === 'clash' ? agreed.archived : theirs.archived,
      order: mapped ? theirs.order : agreed.order,
    },
  }
}

function sideOf<V>(agreed: V, ours: V, theirs: V): Side {
  if (ours === theirs) return 'same'
  if (ours === agreed) return 'theirs'
  return theirs === agreed ? 'ours' : 'clash'
}

/** Naumen counts in whole numbers, we put a node between two others. */
function sideOfOrder(agreed: number | null, ours: number | null, theirs: number | null): Side {
  const whole = ours === null ? null : Math.round(ours)
  if (whole === theirs || whole === null) return 'same'
  if (agreed === null) return theirs === null ? 'ours' : 'theirs'
  if (whole === agreed) return theirs === null ? 'same' : 'theirs'
  return 'ours'
}

function pick(face: Face, sides: Record<keyof Face, Side>, wanted: Side): Partial<Face> {
  const names = Object.keys(sides) as (keyof Face)[]
  const picked = names.filter((name) => sides[name] === wanted)
  return Object.fromEntries(picked.map((name) => [name, face[name]]))
}

/** What is written next: an archived item is brought back before, and archived after all else. */
export function nextWrite({ archived, ...rest }: Partial<Face>): Partial<Face> | null {
  if (archived === false) return { archived }
  if (Object.keys(rest).length) return rest
  return archived ? { archived } : null
}

/** In words for an admin; what stands on both sides the panel shows beside them. */
export function clashWords(clash: Partial<Face>): string {
  const theirs = [
    clash.title !== undefined && `назвали «${clash.title}»`,
    clash.parent !== undefined && 'перенесли в другое место',
    clash.archived && 'убрали в архив',
    clash.archived === false && 'вернули из архива',
  ].filter(Boolean)
  return `Здесь её изменили, а в Naumen ${theirs.join(' и ')}.`
}
