import type { User } from '../../payload-types'
import { StatePill } from './StateCell'
import type { cardWords } from './user-words'

export type CardWords = (typeof cardWords)['ru']
export type At = (moment: Date | string) => string
type Props = {
  user: User
  say: CardWords
  at: At
  block?: { admin: string; at: Date }
  language: string
}

/** Who it is, and whether they may use the bot and why. */
export function Person(props: Props) {
  const { user, say, at, language } = props
  const facts: [string, string | null | undefined][] = [
    [say.post, user.post],
    [say.department, user.department],
    [say.email, user.email],
    [say.login, user.login],
    [say.telegram, telegramOf(user)],
    [say.seen, user.lastSeenAt && at(user.lastSeenAt)],
    [say.checked, user.checkedAt ? at(user.checkedAt) : say.neverChecked],
    [say.consent, consentOf(props)],
    [say.employee, user.employee],
  ]
  return (
    <section className="users-panel" aria-label={say.person}>
      <StatePill state={user.state} language={language} />
      <p className="users-card__reason">{reasonOf(props)}</p>
      {user.botBlocked && <p className="users-card__reason">{say.stopped}</p>}
      <dl className="users-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd translate="no">{value || say.none}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const telegramOf = ({ telegramUsername, telegramId }: User) =>
  [telegramUsername && `@${telegramUsername}`, telegramId && `ID ${telegramId}`]
    .filter(Boolean)
    .join(' · ')

const consentOf = ({ user, say, at }: Props) =>
  user.consentAt &&
  said(say.consentGiven, { version: user.consentVersion ?? '', at: at(user.consentAt) })

function reasonOf({ user, say, at, block }: Props): string {
  const { state, signedInAt, sessionExpiresAt, dismissedAt } = user
  if (state === 'active')
    return said(say.active, {
      signedIn: signedInAt ? at(signedInAt) : say.none,
      until: sessionExpiresAt ? at(sessionExpiresAt) : say.none,
    })
  if (state === 'blocked')
    return block ? said(say.blocked, { admin: block.admin, at: at(block.at) }) : say.blockedUnknown
  return said(say[state], { at: dismissedAt ? at(dismissedAt) : '' })
}

/** «{name}» of a sentence, filled. */
export const said = (sentence: string, values: Record<string, string>) =>
  sentence
    .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .replace('г..', 'г.')
