import type { Methods } from '../world'

export const botMethods: Methods = {
  getMe: ({ world }) => world.bot,
  logOut: () => true,
  close: () => true,
}
