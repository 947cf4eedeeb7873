import type { BotCommand, MenuButton } from 'grammy/types'
import { badRequest } from '../api-error'
import { chatOf, personFor } from '../chats'
import type { Params } from '../params'
import type { State } from '../state'
import type { Call, Method, Methods } from '../world'

type Scope = { type?: string; chat_id?: number | string; user_id?: number }

const scopeTypes = [
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]

const scopeOf = (params: Params) => {
  const scope = (params.json('scope') ?? { type: 'default' }) as Scope
  if (!scopeTypes.includes(scope.type ?? '')) {
    throw badRequest("can't parse BotCommandScope: unsupported type specified")
  }
  return [scope.type, scope.chat_id, scope.user_id].filter((part) => part !== undefined).join(':')
}

const languageOf = (params: Params) => {
  const language = params.text('language_code') ?? ''
  if (language && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified')
  return language
}

const readCommands = (given: unknown): BotCommand[] => {
  if (!Array.isArray(given)) throw badRequest("can't parse commands JSON object")
  if (given.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  return (given as BotCommand[]).map(({ command, description }) => {
    const name = String(command).replace(/^\//, '')
    if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID')
    const said = String(description ?? '').trim()
    if (said.length < 1) throw badRequest('command description must be non-empty')
    if (said.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
    return { command: name, description: said }
  })
}

const withoutList = ({ world, params }: Call) => {
  const [scope, language] = [scopeOf(params), languageOf(params)]
  const { commands } = world.state
  const rest = commands.filter((one) => one.scope !== scope || one.language !== language)
  return { scope, language, rest }
}

const setMyCommands = (call: Call) => {
  const commands = readCommands(call.params.json('commands'))
  const { scope, language, rest } = withoutList(call)
  call.world.state.commands = commands.length > 0 ? [...rest, { scope, language, commands }] : rest
  call.world.tell({ type: 'commands' })
  return true as const
}

const deleteMyCommands = (call: Call) => {
  call.world.state.commands = withoutList(call).rest
  call.world.tell({ type: 'commands' })
  return true as const
}

const getMyCommands = ({ world, params }: Call) => {
  const [scope, language] = [scopeOf(params), languageOf(params)]
  const found = world.state.commands.find((one) => one.scope === scope && one.language === language)
  return found?.commands ?? []
}

type About = keyof State['about']

const setAbout =
  (what: About, field: string, longest: number): Method<true> =>
  ({ world, params }) => {
    const text = params.text(field) ?? ''
    if (text.length > longest) throw badRequest(`bot ${field.replace('_', ' ')} is too long`)
    const language = languageOf(params)
    if (text) world.state.about[what][language] = text
    else delete world.state.about[what][language]
    world.tell({ type: 'about' })
    return true as const
  }

const aboutIn = ({ world: { state, bot }, params }: Call, what: About) => {
  const texts = state.about[what]
  const none = what === 'name' ? bot.first_name : ''
  return texts[languageOf(params)] ?? texts[''] ?? none
}

const readMenuButton = (params: Params): MenuButton => {
  const button = (params.json('menu_button') ?? { type: 'default' }) as MenuButton
  if (!['default', 'commands', 'web_app'].includes(button.type)) {
    throw badRequest("can't parse menu button: unsupported type specified")
  }
  if (button.type === 'web_app' && !button.web_app.url.startsWith('https://')) {
    throw badRequest('menu button Web App URL is invalid: Only HTTPS links are allowed')
  }
  return button
}

const setChatMenuButton = ({ world, params }: Call) => {
  const button = readMenuButton(params)
  if (params.text('chat_id')) chatOf(world, personFor(world, params)).menuButton = button
  else world.state.menuButton = button
  world.tell({ type: 'commands' })
  return true as const
}

const getChatMenuButton = ({ world, params }: Call) =>
  (params.text('chat_id') ? chatOf(world, personFor(world, params)).menuButton : undefined) ??
  world.state.menuButton

export const botMethods: Methods = {
  getMe: ({ world }) => ({
    ...world.bot,
    first_name: world.state.about.name[''] ?? world.bot.first_name,
  }),
  logOut: () => true,
  close: () => true,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: setAbout('name', 'name', 64),
  getMyName: (call) => ({ name: aboutIn(call, 'name') }),
  setMyDescription: setAbout('description', 'description', 512),
  getMyDescription: (call) => ({ description: aboutIn(call, 'description') }),
  setMyShortDescription: setAbout('shortDescription', 'short_description', 120),
  getMyShortDescription: (call) => ({ short_description: aboutIn(call, 'shortDescription') }),
  setChatMenuButton,
  getChatMenuButton,
}
