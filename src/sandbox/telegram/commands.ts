import type { World } from './world'

/** The commands a phone offers: the narrowest scope that has any, its language first. */
export const commandsFor = ({ state }: World, chatId: number, language: string) => {
  const scopes = [`chat:${chatId}`, 'all_private_chats', 'default']
  for (const scope of scopes) {
    for (const wanted of [language, '']) {
      const list = state.commands.find((one) => one.scope === scope && one.language === wanted)
      if (list) return list.commands
    }
  }
  return []
}
