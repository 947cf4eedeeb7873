import type { Screen } from './screen'
import type { Say } from './texts'

export type Profile = {
  name: string
  post: string
  department: string
  email: string
  until: string
}

/** Who the employee is to us, and the way out. */
export const profileScreen = (say: Say, profile: Profile): Screen => ({
  text: say('profile', profile),
  rows: [
    [{ label: say('signOutButton'), press: '/sign-out', style: 'danger' }],
    [{ label: say('home'), press: '/home' }],
  ],
})
