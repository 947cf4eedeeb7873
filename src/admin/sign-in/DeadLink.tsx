'use client'
import { Button, useConfig } from '@payloadcms/ui'
import './sign-in.css'
import { useWords } from '../kit/use-words'

export function DeadLink() {
  const say = useWords(words)
  const { routes, admin } = useConfig().config
  return (
    <div className="sign-in">
      <h1>{say.title}</h1>
      <p className="sign-in__hint">{say.why}</p>
      <Button el="link" size="large" url={`${routes.admin}${admin.routes.forgot}`}>
        {say.another}
      </Button>
    </div>
  )
}

const words = {
  ru: {
    title: 'Ссылка не действует',
    why: 'Её срок истёк, ей уже воспользовались, или после неё пришла новая: тогда откройте последнее письмо.',
    another: 'Получить новую ссылку',
  },
  en: {
    title: 'This link is not valid',
    why: 'It has expired, was used already, or a newer one has come: then open the last mail.',
    another: 'Get a new link',
  },
}
