import { Button } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { isAdmin } from '../../../collections/access'
import { Logo } from '../Logo'
import { wordsIn } from '../kit/words'

const words = {
  ru: {
    title: 'Сюда у вас нет доступа',
    about:
      'Этот раздел ведут администраторы. Если он нужен вам для работы, попросите их о доступе.',
    closed: 'Доступ в панель закрыт',
    closedAbout: 'Вашу учётную запись закрыли. Обратитесь к администратору панели.',
    home: 'На главную',
    logOut: 'Выйти',
  },
  en: {
    title: 'You have no access here',
    about: 'This section is for administrators. If your work needs it, ask them for access.',
    closed: 'Access to the panel has ended',
    closedAbout: 'Your account was closed. Ask an administrator of the panel.',
    home: 'To the overview',
    logOut: 'Sign out',
  },
}

/** Where somebody signed in is not let in: why, and where to go instead. */
export function NoAccess({ initPageResult }: AdminViewServerProps) {
  const { req } = initPageResult
  const say = wordsIn(req.i18n.language, words)
  const { admin } = req.payload.config.routes
  const isIn = isAdmin(req)
  return (
    <div className="own-no-access">
      <div className="login__brand">
        <Logo />
      </div>
      <h1>{isIn ? say.title : say.closed}</h1>
      <p>{isIn ? say.about : say.closedAbout}</p>
      <div className="own-no-access__ways">
        {isIn && (
          <Button el="link" to={admin} margin={false}>
            {say.home}
          </Button>
        )}
        <Button el="link" buttonStyle="secondary" to={`${admin}/logout`} margin={false}>
          {say.logOut}
        </Button>
      </div>
    </div>
  )
}
