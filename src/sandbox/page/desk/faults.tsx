'use client'

import type { Part } from '../addresses'
import { control } from '../control'
import { useResource } from '../live'
import type { Attempt } from './at-desk'

const SLOW_MS = 3000

type Health = { up: boolean }
type Hook = { off?: boolean }
type Slow = { kind: string }[] | { latency: number }

/** What may break around the bot, each with its own switch. */
export function Faults({ attempt }: { attempt: Attempt }) {
  return (
    <div className="faults">
      <p className="muted">
        Сломайте что-нибудь и посмотрите, что увидит сотрудник: ни одна заявка не должна потеряться.
      </p>
      <h4>Недоступно</h4>
      <DownSwitch part="naumen" title="Naumen недоступен" attempt={attempt} />
      <DownSwitch part="telegram" title="Telegram недоступен" attempt={attempt} />
      <DownSwitch part="mailbox" title="Почта недоступна" attempt={attempt} />
      <h4>Медленно</h4>
      <SlowSwitch part="naumen" title="Naumen отвечает через 3 секунды" attempt={attempt} />
      <SlowSwitch part="telegram" title="Telegram отвечает через 3 секунды" attempt={attempt} />
      <PushSwitch attempt={attempt} />
    </div>
  )
}

type SwitchProps = { part: Part; title: string; attempt: Attempt }

function DownSwitch({ part, title, attempt }: SwitchProps) {
  const { data, refetch } = useResource<Health>(part, '/health')
  return (
    <Switch
      testid={`fault-${part}-down`}
      title={title}
      isOn={data?.up === false}
      turn={(on) =>
        void attempt(async () => {
          await control.post(part, on ? '/down' : '/up')
          refetch()
        })
      }
    />
  )
}

/** Off, the bot hears of a change only when it next looks. */
function PushSwitch({ attempt }: { attempt: Attempt }) {
  const { data, refetch } = useResource<{ hook: Hook | null }>('naumen', '/knobs')
  const hook = data?.hook
  if (!hook) return null
  return (
    <Switch
      testid="fault-naumen-silent"
      title="Naumen не сообщает об изменениях: бот узнаёт о них, когда спросит сам"
      isOn={hook.off === true}
      turn={(off) =>
        void attempt(async () => {
          await control.post('naumen', '/knobs', { hook: { ...hook, off } })
          refetch()
        })
      }
    />
  )
}

function SlowSwitch({ part, title, attempt }: SwitchProps) {
  const { data, refetch } = useResource<Slow>(part, '/faults')
  const isSlow = Array.isArray(data)
    ? data.some(({ kind }) => kind === 'slow')
    : (data?.latency ?? 0) > 0
  const turn = (on: boolean) =>
    void attempt(async () => {
      if (part === 'telegram') await control.post(part, '/latency', { ms: on ? SLOW_MS : 0 })
      else if (on) await control.post(part, '/faults', { kind: 'slow', ms: SLOW_MS, times: -1 })
      else await control.remove(part, '/faults')
      refetch()
    })
  return <Switch testid={`fault-${part}-slow`} title={title} isOn={isSlow} turn={turn} />
}

type Look = { testid: string; title: string; isOn: boolean; turn(on: boolean): void }

const Switch = ({ testid, title, isOn, turn }: Look) => (
  <button
    type="button"
    role="switch"
    className="switch"
    aria-checked={isOn}
    data-testid={testid}
    onClick={() => turn(!isOn)}
  >
    <span>{title}</span>
    <i aria-hidden />
  </button>
)
