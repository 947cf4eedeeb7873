import { type AllFacts } from '../checker/refusals'
import { judge, readAll } from '../checker/checker'
import type { TicketRow } from '../checker/facts'
import type { Story } from '../history'
import { type Claim, type Employee, prefixOf, type SentPiece } from './employee'
import type { Stage } from './stage'

/** The checker's sentences, on stories made of what was typed and what stood on previews. */
export async function violationsOf(stage: Stage): Promise<string[]> {
  const { world, history, employees } = stage
  const facts = await readAll(world, history)
  const counts = await filesOf(stage)
  const shutOut = new Set(facts.tickets.filter((one) => wasShutOut(one, employees)))
  const kept = facts.tickets.filter((ticket) => !shutOut.has(ticket))
  const all = nameFiles({ ...facts, tickets: kept }, employees, counts)
  for (const employee of employees) employee.person.stories = storiesOf(employee, all)
  const wrong = judge(history, all).filter((line) => !isPardoned(line, employees))
  return [
    ...wrong,
    ...employees.flatMap((employee) => overheard(employee, facts.tickets)),
    ...employees.flatMap((employee) => givenUp(employee, facts.tickets)),
    ...employees.flatMap((employee) => missing(employee, facts, counts)),
    ...[...shutOut].flatMap(({ id, number }) =>
      facts.naumen.some(({ correlation }) => correlation === id)
        ? [`${number} was refused and stands in Naumen all the same`]
        : [],
    ),
  ]
}

/** Whoever was dismissed meanwhile files nothing any more. */
const wasShutOut = ({ state, error, telegram }: TicketRow, employees: Employee[]) =>
  state === 'failed' &&
  /Сотрудник уволен или заблокирован/.test(error ?? '') &&
  employees.some(({ person, everShutOut }) => everShutOut && person.id === telegram)

/** Who shuts the bot out gets no receipt; nobody promised one. */
const isPardoned = (line: string, employees: Employee[]) =>
  employees.some(
    ({ person, everBlocked }) => everBlocked && line.startsWith(`${person.name}: no receipt`),
  )

type Attached = { number: string; names: string[] }

const filesOf = ({ world }: Stage) =>
  world.rows<Attached>(`SELECT number, ARRAY(SELECT file->>'name'
    FROM jsonb_array_elements(coalesce(attachments, '[]')) AS file) AS names FROM tickets`)

/** A request of files alone is known by their names; voices, which have none, by their bytes. */
function nameFiles(facts: AllFacts, employees: Employee[], counts: Attached[]): AllFacts {
  const sent = new Map(employees.flatMap(({ files }) => files).map((file) => [file.sha256, file]))
  const tickets = facts.tickets.map((ticket) => {
    const copy = facts.naumen.find(({ correlation }) => correlation === ticket.id)
    const own = copy?.files.map(({ sha256 }) => sent.get(sha256)?.name ?? '') ?? []
    const names = [...(counts.find(({ number }) => number === ticket.number)?.names ?? []), ...own]
    return { ...ticket, text: [ticket.text, ...names].join('\n') }
  })
  const naumen = facts.naumen.map((copy) => {
    const files = copy.files.map((file) => {
      const known = sent.get(file.sha256)
      return known?.unnamed ? { ...file, title: known.name } : file
    })
    const names = files.map(({ title }) => title).join(' ')
    return { ...copy, files, description: `${copy.description}<p></p>${names}` }
  })
  return { ...facts, tickets, naumen }
}

function storiesOf(employee: Employee, facts: AllFacts): Story[] {
  const { tickets, naumen } = facts
  const own = tickets.filter(({ telegram }) => telegram === employee.person.id)
  const filed = own.map((ticket) => {
    const copy = naumen.find(({ correlation }) => correlation === ticket.id)
    const there = new Set(copy?.files.map(({ sha256 }) => sha256))
    const claim = employee.claims.get(ticket.number) ?? presentIn(employee, ticket, there)
    const voices = employee.files.filter(({ unnamed, sha256 }) => unnamed && there.has(sha256))
    return { ...storyOf(employee, claim, voices), ...livedThrough(employee, ticket.id, facts) }
  })
  const marks = new Set(own.flatMap(({ text }) => marksIn(employee, text)))
  const unfiled = wordingsOf(employee).filter(({ mark }) => !marks.has(mark))
  return [
    ...filed,
    ...unfiled.map(({ mark }) => ({ mark, texts: [], files: [], presses: 0, said: [] })),
  ]
}

/** What was said in a request is known from what was kept: words get there as each act expects. */
function livedThrough({ files }: Employee, ticket: string, { messages, standings }: AllFacts) {
  const turns = messages.filter(
    (one) => one.ticket === ticket && ['comment', 'correction'].includes(one.act),
  )
  const said = turns
    .filter(({ direction, text, names }) => direction === 'fromEmployee' && (text || names.length))
    .map(({ text, names }) => ({
      mark: text.split('\n')[0] || (names[0] ?? ''),
      text,
      files: files.filter(({ name, unnamed }) => !unnamed && names.includes(name)),
    }))
  const stars = standings.find(({ id }) => id === ticket)?.stars
  return { said, ...(stars ? { stars } : {}) }
}

const wordingsOf = ({ pieces }: Employee) => pieces.flatMap(({ wordings }) => wordings)

const marksIn = (employee: Employee, text: string) =>
  wordingsOf(employee).flatMap(({ mark }) => (text.includes(mark) ? [mark] : []))

/** Sent in haste, nobody saw the last preview: whatever is there, in the order it was said. */
function presentIn(employee: Employee, { text }: TicketRow, there: Set<string>): Claim {
  const said = wordingsOf({ ...employee, pieces: inOrder(employee) })
  const texts = said.filter((one) => text.includes(one.text)).map((one) => one.text)
  const files = employee.files.filter(({ unnamed, sha256 }) => !unnamed && there.has(sha256))
  return { texts: [...new Set(texts)], files, unnamed: 0 }
}

const inOrder = ({ pieces }: Employee) => pieces.toSorted((a, b) => a.message - b.message)

function storyOf(employee: Employee, { texts, files }: Claim, voices: SentPiece[]): Story {
  const [first] = texts
  const known = wordingsOf(employee).find(({ text }) => text === first)?.mark
  return {
    mark: known ?? files[0]?.name ?? voices[0]?.name ?? 'nobody knows what',
    texts: texts.map(asHtml),
    files: [...files, ...voices].map(({ name, sha256 }) => ({ name, sha256 })),
    presses: 1,
    said: [],
  }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asHtml = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign).replaceAll('\n', '<br>')

const givenUp = ({ dropped, person }: Employee, tickets: TicketRow[]) =>
  tickets.flatMap(({ number, text }) =>
    [...dropped]
      .filter((words) => text.includes(words))
      .map((words) => `${person.name} gave «${words}» up, but ${number} holds it`),
  )

/** Whatever stood on their phone, were it for a moment, was their own. */
function overheard(employee: Employee, tickets: TicketRow[]): string[] {
  const { person, heard } = employee
  const own = tickets.filter(({ telegram }) => telegram === person.id)
  const may = new Set([prefixOf(employee), `${person.email.split('@')[0]}@`])
  for (const { number } of own) may.add(number)
  return [...heard]
    .filter((secret) => !may.has(secret))
    .map((secret) => `${person.name} saw ${secret}…, which is another person’s`)
}

/** As many files as the preview showed, and as the request holds, stand in Naumen. */
function missing({ claims, person }: Employee, facts: AllFacts, counts: Attached[]): string[] {
  return facts.tickets
    .filter(({ telegram, state }) => telegram === person.id && state === 'done')
    .flatMap(({ id, number }) => {
      const there = facts.naumen.find(({ correlation }) => correlation === id)?.files.length ?? 0
      const held = counts.find((one) => one.number === number)?.names.length ?? 0
      const claim = claims.get(number)
      const shown = claim ? claim.files.length + claim.unnamed : held
      return there === held && held === shown
        ? []
        : [`${number}: ${shown} files were shown, ${held} kept, ${there} stand in Naumen`]
    })
}
