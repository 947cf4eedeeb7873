import type { ApiMethods, UserFromGetMe } from 'grammy/types'
import type { CallLog } from './call-log'
import type { Described } from './described'
import type { SandboxEvent } from './events'
import type { Faults } from './faults'
import type { FileStore } from './file-store'
import type { Params } from './params'
import type { State } from './state'
import type { UpdatesQueue } from './updates-queue'

/** Everything the Bot API and the control API work on. */
export type World = {
  state: State
  token: string
  bot: UserFromGetMe
  /** Milliseconds; a test may move the sandbox's clock forward. */
  now(): number
  moveClock(seconds: number): void
  files: FileStore
  updates: UpdatesQueue
  faults: Faults
  calls: CallLog
  /** Saves the state and tells the listeners. */
  tell(event: SandboxEvent): void
  /** Called by setWebhook and deleteWebhook: pending pushes start anew. */
  webhookChanged(): void
}

export type Call = { world: World; params: Params; aborted: AbortSignal }
export type Method<Result = unknown> = (call: Call) => Result | Promise<Result> | Described<Result>
/** Every method answers what grammY's types of the Bot API say that it answers. */
export type Methods = { [Name in keyof ApiMethods]?: Method<ReturnType<ApiMethods[Name]>> }

export const seconds = (world: World) => Math.floor(world.now() / 1000)

export const botUser = (token: string, username: string): UserFromGetMe => ({
  id: Number.parseInt(token, 10) || 1,
  is_bot: true,
  first_name: 'BLAGO Поддержка',
  username,
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_guest_queries: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
})

/** The bot as Telegram shows it inside messages. */
export const botAsSender = ({ bot: { id, is_bot, first_name, username } }: World) => ({
  id,
  is_bot,
  first_name,
  username,
})
