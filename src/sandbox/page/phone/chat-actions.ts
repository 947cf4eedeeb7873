'use client'

import { createContext, useContext } from 'react'
import type { Button, Message } from './message'

/** What can be done from inside a bubble. */
export type ChatActions = {
  say(text: string): void
  press(message: Message, button: Button): Promise<void>
  open(picture: { url: string; name: string }): void
  openMenu(message: Message, at: { x: number; y: number }): void
  find(messageId: number): Message | undefined
  showMessage(messageId: number): void
}

const Context = createContext<ChatActions | null>(null)
export const ChatActionsProvider = Context.Provider

export function useChatActions(): ChatActions {
  const actions = useContext(Context)
  if (!actions) throw new Error('A bubble stands outside a chat')
  return actions
}
