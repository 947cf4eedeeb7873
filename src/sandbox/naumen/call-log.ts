import type { RestCall } from './rest-call'

export type LoggedCall = {
  n: number
  at: string
  verb: string
  path: string
  query: Record<string, string>
  body: unknown
  files: { name: string; size: number }[]
  /** 0 = no answer was given. */
  status: number
  fault?: string
  error?: string
}

export type CallLog = ReturnType<typeof createCallLog>

const KEPT = 2000

/** The last calls, without the access key. */
export function createCallLog() {
  let calls: LoggedCall[] = []
  let count = 0
  return {
    since: (n: number) => calls.filter((call) => call.n > n),
    open(call: RestCall): LoggedCall {
      const { accessKey: _never, ...query } = Object.fromEntries(call.query)
      const logged: LoggedCall = {
        n: ++count,
        at: new Date().toISOString(),
        verb: call.verb,
        path: `${call.method}/${call.target}`,
        query,
        body: call.json || call.fields,
        files: call.files.map(({ name, bytes }) => ({ name, size: bytes.length })),
        status: 0,
      }
      calls = [...calls.slice(1 - KEPT), logged]
      return logged
    },
  }
}
