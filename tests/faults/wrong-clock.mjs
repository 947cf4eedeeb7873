// Preloaded into a process whose clock may be set while it runs, to so many seconds beside the right
// time as CLOCK_FILE says. Only what tells the time of day: how long things take stays as it is.
import { readFileSync } from 'node:fs'

const file = process.env.CLOCK_FILE
const RealDate = Date
const readEvery = 100
let shift = 0
let read = 0

function now() {
  const real = RealDate.now()
  if (file && real - read > readEvery) {
    read = real
    shift = Number(readFileSync(file, 'utf8')) * 1000
  }
  return real + shift
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, self) =>
    Reflect.construct(target, given.length ? given : [now()], self),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
})
