import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { newDataDir, npmStart, removeDataDir } from '../e2e/installation'
import { processesOf } from '../e2e/process-tree'
import { createPhone } from '../world/phone'
import { people } from '../world/world'

const restSeconds = 20

export type StartFigures = {
  /** From the command (installed and built, its data there) to the bot's words on the phone. */
  firstAnswer: number
  /** The same with an empty data folder: database and schema are made. */
  firstAnswerOnNothing: number
  /** Megabytes of every process, shared pages counted by share, after a rest. */
  idle: { what: string; megabytes: number }[]
}

export async function measureStart(): Promise<StartFigures> {
  const dataDir = await newDataDir()
  try {
    const first = await startAndAsk(dataDir)
    await first.installation.stop()
    const { installation, seconds } = await startAndAsk(dataDir)
    await pause(restSeconds * 1000)
    const idle = await Promise.all(
      processesOf(dataDir).map(async ({ pid, command }) => ({
        what: nameOf(command),
        megabytes: await memoryOf(pid),
      })),
    )
    await installation.stop()
    return { firstAnswer: seconds, firstAnswerOnNothing: first.seconds, idle: summed(idle) }
  } finally {
    await removeDataDir(dataDir)
  }
}

async function startAndAsk(dataDir: string) {
  const startedAt = performance.now()
  const installation = await npmStart(dataDir)
  const phone = createPhone(installation.control('TELEGRAM'), people.olga)
  const { messageId } = await phone.types('/start')
  for (;;) {
    if ((await phone.fromBot()).some(({ id }) => id > messageId)) break
    await pause(20)
  }
  return { installation, seconds: (performance.now() - startedAt) / 1000 }
}

function nameOf(command: string): string {
  if (/postgres/.test(command)) return 'PostgreSQL'
  if (/worker/.test(command)) return 'worker'
  if (/next|web/.test(command)) return 'web'
  return 'launcher with the sandbox'
}

function summed(all: { what: string; megabytes: number }[]) {
  const groups = Object.entries(Object.groupBy(all, ({ what }) => what))
  return groups.map(([what, members = []]) => ({
    what,
    megabytes: members.reduce((sum, { megabytes }) => sum + megabytes, 0),
  }))
}

/** PSS: shared pages counted by share. */
async function memoryOf(pid: number): Promise<number> {
  const smaps = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(smaps)?.[1] ?? 0) / 1024
}
