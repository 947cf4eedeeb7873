import type { LinkPreviewOptions } from 'grammy/types'
import { messageText } from '../formatted-text'
import type { Params } from '../params'
import { send } from '../sending'
import type { Methods } from '../world'

export const textOf = (params: Params) =>
  messageText({
    text: params.text('text') ?? '',
    parseMode: params.text('parse_mode'),
    entities: params.json('entities'),
  })

export const linkPreview = (params: Params) => {
  const options = params.json('link_preview_options') as LinkPreviewOptions | undefined
  if (options) return { link_preview_options: options }
  return params.flag('disable_web_page_preview')
    ? { link_preview_options: { is_disabled: true } }
    : {}
}

export const sendTextMethods: Methods = {
  sendMessage: (call) =>
    send(call, () => ({ ...textOf(call.params), ...linkPreview(call.params) })),
}
