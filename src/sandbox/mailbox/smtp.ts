import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Faults } from './faults'
import type { Mails } from './mails'

export type Smtp = Awaited<ReturnType<typeof startSmtp>>

/** A plain SMTP server that takes any mail from anybody, and can go down and come back. */
export async function startSmtp(port: number, mails: Mails, faults: Faults) {
  const hung = new Set<string>()
  let server = createServer(mails, faults, hung)
  await listen(server, port)
  const bound = (server.server.address() as AddressInfo).port
  let isUp = true
  return {
    port: bound,
    isUp: () => isUp,
    /** Breaks the line to those who were left hanging. */
    letGo() {
      for (const id of hung) hangUp(server, id)
      hung.clear()
    },
    async up() {
      if (isUp) return
      server = createServer(mails, faults, hung)
      await listen(server, bound)
      isUp = true
    },
    async down() {
      if (!isUp) return
      isUp = false
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.connections.forEach((connection) => connection._socket.destroy())
      await closed
    },
  }
}

/** @param hung where the ids of sessions go that get no answer */
function createServer(mails: Mails, faults: Faults, hung: Set<string>) {
  const server: SMTPServer = new SMTPServer({
    // No certificate anyone would trust: a client that is offered STARTTLS would stumble over it.
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1000,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? 'anyone' }),
    onRcptTo: (_address, _session, done) => done(refusal(faults.take('450', '550'))),
    onData: (stream, session, done) => void receive(stream, session, done),
  })
  // A client that goes away in the middle is its own affair; without a listener it would end us.
  server.on('error', () => undefined)

  async function receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ) {
    const fault = faults.take('hang', 'dropAfterData')
    if (fault === 'hang') {
      hung.add(session.id)
      return void stream.resume()
    }
    try {
      await mails.keep(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      )
    } catch (error) {
      return done(error as Error)
    }
    if (fault === 'dropAfterData') return hangUp(server, session.id)
    done()
  }
  return server
}

function hangUp(server: SMTPServer, id: string) {
  const connection = [...server.connections].find(({ session }) => session.id === id)
  connection?._socket.destroy()
}

function refusal(code: string | undefined) {
  if (!code) return null
  const text = code === '450' ? 'Mailbox busy, try again later' : 'No such mailbox'
  return Object.assign(new Error(text), { responseCode: Number(code) })
}

function listen(server: SMTPServer, port: number) {
  return new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}
