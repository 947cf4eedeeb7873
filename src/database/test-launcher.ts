// What the tests of the embedded server kill: a process that opens a folder and holds it.
import { startDatabase } from './server'

const { url, stop } = await startDatabase({ dataDir: process.argv[2] ?? '' })
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
process.send?.(url)
setInterval(() => {}, 60_000)
