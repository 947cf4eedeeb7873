import type { TextName } from '../src/domain/texts'
import type { User } from './chat'

/** Why somebody may not come in; null: they may. */
export type Barrier =
  'out' | 'expired' | Extract<TextName, 'cannotVerify' | 'blockedByAdmin' | 'dismissed'>

/**
 * Asked at every update. While Naumen is away the last good answer holds for the grace time; after
 * that nothing personal is shown.
 */
export function guard(user: User | null): Barrier | null {
  if (!user) return 'out'
  if (user.state === 'blocked') return 'blockedByAdmin'
  if (user.state === 'dismissed' || user.state === 'locked') return 'dismissed'
  if (user.state !== 'active') return 'out'
  if (!user.sessionOpen) return 'expired'
  return user.verified ? null : 'cannotVerify'
}
