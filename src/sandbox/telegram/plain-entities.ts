import type { MessageEntity } from 'grammy/types'
import { sortEntities } from './html-entities'

type Kind = 'url' | 'email' | 'bot_command' | 'mention' | 'hashtag'

const patterns: [Kind, RegExp][] = [
  ['email', /(?<![\w.+-])[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+/gi],
  ['url', /(?:https?|ftp|tg):\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]}']/gi],
  [
    'url',
    /(?<![\w@./-])(?:[\wа-яё-]+\.)+(?:com|ru|org|net|io|dev|me|рф|info|biz|su)(?:\/[^\s<>"«»]*[^\s<>"«».,;:!?)])?(?![\wа-яё-])/gi,
  ],
  ['bot_command', /(?<![\w/<>а-яё])\/[a-z\d_]{1,64}(?:@[a-z\d_]{3,32})?(?![\w/])/gi],
  ['mention', /(?<![\w.@-])@[a-z\d_]{4,32}(?!\w)/gi],
  ['hashtag', /(?<![\p{L}\d_#])#(?=[\p{L}\d_]*[\p{L}_])[\p{L}\d_]{1,256}/gu],
]

const overlaps = (a: MessageEntity, b: MessageEntity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length

// Inside these nothing is recognised; around others (bold, quote) it is.
const opaque = [
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  ...patterns.map(([kind]) => kind),
]

/** Adds what Telegram recognises by itself: links, addresses, commands, mentions, hashtags. */
export const withPlainEntities = (text: string, given: MessageEntity[]) => {
  const all = [...given]
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const found: MessageEntity = { type, offset: match.index, length: match[0].length }
      if (!all.some((one) => opaque.includes(one.type) && overlaps(one, found))) all.push(found)
    }
  }
  return sortEntities(all)
}
