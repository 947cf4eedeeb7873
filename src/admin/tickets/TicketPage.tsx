import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { DocumentViewServerProps } from 'payload'
import { wordsIn } from '../kit/words'
import { Aside } from './Aside'
import { Conversation } from './Conversation'
import { Facts } from './Facts'
import { installationOf } from './installation'
import { KeepFresh } from './KeepFresh'
import { momentsIn } from '../kit/moments'
import { Pill } from './Pill'
import { readTicket, readTurns, type TicketFacts } from './read-ticket'
import { statusIn } from './status-table'
import type { Telling } from './Turn'
import { ticketWords } from './words'
import './tickets.css'

const atFirst = 50
const more = 100
const atMost = 2000

/** One request: looked at, never edited. Payload has seen to it that the reader may. */
export async function TicketPage({ doc, i18n, payload, searchParams }: DocumentViewServerProps) {
  const { admin, api } = payload.config.routes
  const newest = Math.min(atMost, Math.max(atFirst, Number(searchParams?.turns) || 0))
  const id = String(doc.id)
  const [ticket, turns] = await Promise.all([
    readTicket(payload, id),
    readTurns(payload, id, newest),
  ])
  if (!ticket) return null
  const say = wordsIn(i18n.language, ticketWords)
  const installation = installationOf(payload)
  const at = momentsIn(installation.timeZone, i18n.language)
  const telling: Telling = { say, language: i18n.language, at, api }
  const named = (status: string, title: string | null) =>
    statusIn(payload, i18n.language, status, title)
  const history = await Promise.all(
    ticket.history.map(async (line) => ({
      ...(await named(line.status, line.title)),
      at: at.whole(line.at),
    })),
  )
  const list = `${admin}/collections/tickets`
  return (
    <Gutter className="own-page tickets-page">
      <SetStepNav nav={[{ label: say.tickets, url: list }, { label: ticket.number }]} />
      <KeepFresh id={id} version={ticket.version} />
      <Header
        ticket={ticket}
        telling={telling}
        status={await named(ticket.status, ticket.statusTitle)}
        installation={installation}
      />
      <Facts ticket={ticket} telling={telling} admin={admin} />
      <div className="tickets-columns">
        <Conversation
          ticket={ticket}
          turns={turns}
          telling={telling}
          earlier={`${list}/${id}?turns=${newest + more}`}
        />
        <Aside ticket={ticket} telling={telling} history={history} />
      </div>
    </Gutter>
  )
}

type HeaderProps = {
  ticket: TicketFacts
  telling: Telling
  status: { icon: string; title: string }
  installation: ReturnType<typeof installationOf>
}

function Header({ ticket, telling: { say }, status, installation }: HeaderProps) {
  const { number, naumenTitle, serviceCall, goneAt } = ticket
  return (
    <header className="own-page__heading">
      <div className="tickets-title">
        <h1>{number}</h1>
        <Pill tone={ticket.status} icon={status.icon}>
          {status.title}
        </Pill>
        {naumenTitle && naumenTitle !== number && (
          <span className="own-quiet">
            {say.inNaumen}: <b>{naumenTitle}</b>
          </span>
        )}
        {goneAt && <span className="tickets-late">{say.gone}</span>}
      </div>
      {serviceCall && (
        <div className="own-page__actions">
          <a
            className="btn btn--style-secondary btn--size-medium btn--no-margin"
            href={installation.linkTo(serviceCall)}
            target="_blank"
            rel="noopener noreferrer"
          >
            {installation.isSandbox ? say.openDesk : say.openNaumen}
          </a>
        </div>
      )}
    </header>
  )
}
