import type { Button } from '../../src/domain/screen'
import type { Say, TextName } from '../../src/domain/texts'
import type { Card } from './read-card'

/** What can be done with a ticket as it stands now. */
export function cardButtons(say: Say, card: Card): Button[][] {
  const button = (text: TextName, press: string, style?: 'primary' | 'success'): Button => ({
    label: say(text),
    press: `/${press}:${card.id}`,
    ...(style ? { style } : {}),
  })
  const refresh = button('refresh', 'ticket')
  const back: Button = { label: say('back'), press: `/my:${listOf(card)}:${card.id}` }
  return [...acts(card, button), [refresh, back], [{ label: say('home'), press: '/home' }]]
}

type Make = (text: TextName, press: string, style?: 'primary' | 'success') => Button

function acts(card: Card, button: Make): Button[][] {
  const write = button('writeButton', 'write')
  const attach = button('attachButton', 'write')
  const reopen = button('reopenButton', 'reopen')
  const isAsked = card.pending.length > 0
  if (card.status === 'closed') {
    const rate = card.mark !== null ? [] : [[button('rateButton', 'rate')]]
    return card.mayReopen && !isAsked ? [...rate, [reopen]] : rate
  }
  if (card.status === 'resolved') {
    const confirm = button('confirmButton', 'confirm', 'success')
    return [...(isAsked ? [] : [[confirm], [reopen]]), [write, attach]]
  }
  const close = card.isInNaumen && !isAsked ? [[button('closeButton', 'confirm')]] : []
  const first =
    card.status === 'awaitingAuthor' ? button('answerButton', 'write', 'primary') : write
  return [[first, attach], ...close]
}

const listOf = ({ status }: Card) => (status === 'closed' ? 'closed' : 'open')
