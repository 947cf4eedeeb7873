'use client'
import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useAct } from '../kit/use-act'
import type { Line } from './lines'
import type { QueueWords } from './words'

type Answer = { done: number; left: number; words: string[] }

/** Sends a command for all of these at once, and says what came of it. */
export function useQueueActs(say: QueueWords) {
  const router = useRouter()
  const { act: send, busy } = useAct()
  const idsOf = (lines: Line[], kind: Line['kind']) =>
    lines.filter((line) => line.kind === kind).map(({ id }) => id)

  async function perform(act: 'retry' | 'giveUp', lines: Line[]) {
    const jobs = idsOf(lines, 'jobs')
    const answer = jobs.length
      ? await send<Answer>('/tickets/set-aside', { body: { act, ids: jobs } })
      : await send<Answer>('/tickets/hand-over', {
          body: { act, tickets: idsOf(lines, 'tickets'), messages: idsOf(lines, 'messages') },
        })
    if (answer) tell(answer)
    router.refresh()
  }

  function tell({ done, left, words }: Answer) {
    if (done) toast.success(`${say.done} ${done}${left ? `, ${say.left} ${left}` : ''}.`)
    if (left) toast.error(words.join(' '))
  }
  return { perform, busy }
}
