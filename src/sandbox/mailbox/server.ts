import { createChangeFeed } from '../naumen/change-feed'
import { ControlError, route, serveControl, type ControlRoute } from '../naumen/control-router'
import { startListener } from '../naumen/listener'
import { openStateFile } from '../naumen/state-file'
import { createFaults, faultKinds, type FaultKind, type Faults } from './faults'
import { createMails, type Mail, type Mails } from './mails'
import { startSmtp, type Smtp } from './smtp'

export type MailboxSandboxOptions = { port: number; smtpPort: number; stateFile?: string }

/** An SMTP server whose mails can be read over HTTP. */
export async function startMailboxSandbox({ port, smtpPort, stateFile }: MailboxSandboxOptions) {
  const file = await openStateFile<{ mails: Mail[] }>(stateFile)
  const feed = createChangeFeed()
  const mails = createMails(file.loaded?.mails ?? [], (type, id) => {
    file.save(() => ({ mails: mails.all() }))
    feed.announce(type, id === undefined ? {} : { id })
  })
  const faults = createFaults()
  const smtp = await startSmtp(smtpPort, mails, faults)
  const routes = [
    route('GET /health', () => ({ ok: true, up: smtp.isUp() })),
    route('GET /events', ({ res }) => feed.open(res)),
    ...mailRoutes(mails),
    ...troubleRoutes(faults, smtp, feed.announce),
  ]
  const starting = startListener(port, (req, res) => serveControl(routes, req, res))
  const listener = await starting.catch(async (error) => {
    await smtp.down()
    throw error
  })
  return {
    url: listener.url,
    port: listener.port,
    controlUrl: listener.url,
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    smtpPort: smtp.port,
    async stop() {
      feed.close()
      await Promise.all([smtp.down(), listener.down()])
      await file.flush()
    },
  }
}

function mailRoutes(mails: Mails): ControlRoute[] {
  return [
    route('GET /mails', ({ query }) => mails.list(query.get('to'), query.get('since'))),
    route('DELETE /mails', () => {
      mails.clear()
      return []
    }),
  ]
}

function troubleRoutes(faults: Faults, smtp: Smtp, announce: (type: string) => void) {
  const turn = async (change: () => Promise<void> | void) => {
    await change()
    announce('faults')
    return faults.list()
  }
  return [
    route('GET /faults', () => faults.list()),
    route('POST /faults', ({ body }) => {
      const kind = kindFrom(body.kind)
      const times = typeof body.times === 'number' ? body.times : 1
      return turn(() => (kind === 'down' ? smtp.down() : faults.add(kind, times)))
    }),
    route('DELETE /faults', () =>
      turn(() => {
        faults.clear()
        smtp.letGo()
        return smtp.up()
      }),
    ),
    route('POST /down', () => turn(smtp.down)),
    route('POST /up', () => turn(smtp.up)),
  ]
}

function kindFrom(kind: unknown): FaultKind {
  const known = faultKinds.find((each) => each === kind)
  if (known) return known
  throw new ControlError(400, `kind: one of ${faultKinds.join(', ')}`)
}
