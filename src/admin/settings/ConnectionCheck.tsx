'use client'
import { Button, useFormModified } from '@payloadcms/ui'
import { useWords } from '../kit/use-words'
import { Moment } from '../kit/Moment'
import './settings.css'
import { type CheckShown, useConnectionCheck } from './use-connection-check'

const words = {
  ru: {
    title: 'Проверка подключения',
    what: 'Бот посмотрит на Naumen теми настройками, что сохранены, и скажет, чего не хватает. В Naumen ничего не меняется.',
    begin: 'Проверить подключение',
    saveFirst: 'На странице есть несохранённые изменения. Сохраните их — проверяется сохранённое.',
    running: 'Проверяем…',
    waiting: 'Ждём, когда за проверку возьмётся процесс jobs. Если это долго, он не запущен.',
    never: 'Подключение ещё не проверяли.',
    lost: 'Проверка не дошла до конца: процесс jobs остановлен или был перезапущен. Проверьте ещё раз.',
    checked: 'Проверено',
    fine: 'Всё в порядке.',
    warnings: 'Работать будет, но есть замечания.',
    errors: 'Есть ошибки: пока они не исправлены, заявки не дойдут или придут не полностью.',
    unreachable: 'Naumen недоступен.',
    ok: 'В порядке',
    warning: 'Замечание',
    error: 'Ошибка',
    naumen: 'Кто поможет: администратор Naumen',
    operator: 'Кто поможет: тот, кто обслуживает сервер бота',
    here: 'Исправляется в этой панели',
  },
  en: {
    title: 'Check of the connection',
    what: 'The bot looks at Naumen with the settings as saved and says what is missing. Nothing in Naumen is changed.',
    begin: 'Check the connection',
    saveFirst: 'This page has unsaved changes. Save them first: what is saved is checked.',
    running: 'Checking…',
    waiting: 'Waiting for the jobs process to take it. If this takes long, it is not running.',
    never: 'The connection has not been checked yet.',
    lost: 'The check did not end: the jobs process is not running or was restarted. Check again.',
    checked: 'Checked',
    fine: 'All is well.',
    warnings: 'It will work, with remarks.',
    errors: 'There are errors: until they are mended, requests don’t arrive or arrive incomplete.',
    unreachable: 'Naumen can’t be reached.',
    ok: 'Fine',
    warning: 'Remark',
    error: 'Error',
    naumen: 'Who can help: Naumen’s administrator',
    operator: 'Who can help: whoever runs the bot’s server',
    here: 'Can be mended in this panel',
  },
}
type Say = Record<keyof (typeof words)['ru'], string>

const WAITED_MS = 15_000

/** «Проверить подключение» and what came of it. */
export function ConnectionCheck() {
  const say = useWords(words)
  const isModified = useFormModified()
  const { check, begin, busy, isRunning } = useConnectionCheck()
  return (
    <section className="settings-check" aria-labelledby="settings-check-title">
      <div className="settings-check__head">
        <div>
          <h2 id="settings-check-title">{say.title}</h2>
          <p>{say.what}</p>
        </div>
        <Button
          disabled={busy || isRunning || isModified}
          margin={false}
          onClick={() => void begin()}
          type="button"
        >
          {isRunning ? say.running : say.begin}
        </Button>
      </div>
      {isModified && (
        <p className="settings-note settings-note--warning" role="status">
          {say.saveFirst}
        </p>
      )}
      <div aria-live="polite">
        {check ? <Outcome check={check} say={say} /> : <p>{say.never}</p>}
      </div>
    </section>
  )
}

function Outcome({ check, say }: { check: CheckShown; say: Say }) {
  if (check.state === 'running') {
    const isLate = Date.now() - new Date(check.at).getTime() > WAITED_MS
    return (
      <p className="settings-check__running">
        <span className="settings-check__spinner" aria-hidden />
        {isLate ? say.waiting : say.running}
      </p>
    )
  }
  if (check.state === 'lost')
    return <p className="settings-note settings-note--error">{say.lost}</p>
  return (
    <>
      <p className={`settings-note settings-note--${levelOf(check)}`}>
        <b>{verdict(check, say)}</b> {say.checked} <Moment at={check.endedAt ?? check.at} />
      </p>
      <ul className="settings-check__findings">
        {check.findings.map((finding, at) => (
          <Finding finding={finding} key={at} say={say} />
        ))}
      </ul>
    </>
  )
}

const signs = { ok: '✓', warning: '⚠', error: '✗' }

function Finding({ finding, say }: { finding: CheckShown['findings'][number]; say: Say }) {
  const { level, found, advice, ask } = finding
  return (
    <li className={`settings-check__finding settings-check__finding--${level}`}>
      <span className="settings-check__sign" role="img" aria-label={say[level]}>
        {signs[level]}
      </span>
      <div>
        <p className="settings-check__found">{found}</p>
        {advice && <p>{advice}</p>}
        {ask && <p className="settings-check__ask">{say[ask]}</p>}
      </div>
    </li>
  )
}

function levelOf({ findings }: CheckShown): 'ok' | 'warning' | 'error' {
  if (findings.some(({ level }) => level === 'error')) return 'error'
  return findings.some(({ level }) => level === 'warning') ? 'warning' : 'ok'
}

function verdict(check: CheckShown, say: Say): string {
  if (check.state === 'unreachable') return say.unreachable
  const level = levelOf(check)
  if (level === 'error') return say.errors
  return level === 'warning' ? say.warnings : say.fine
}
