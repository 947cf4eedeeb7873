import { randomUUID } from 'node:crypto'
import type { RestCall } from './rest-call'
import { Refused, type World } from './world'

export type AccessKeys = ReturnType<typeof createAccessKeys>

export const SANDBOX_PASSWORD = 'sandbox'

/** The key from the configuration, which never ends, and those issued over REST, which do. */
export function createAccessKeys(mainKey: string, issued: Record<string, number> = {}) {
  return {
    issued: () => issued,
    /** Refuses as Naumen does: 401 without a key, 500 with text for a wrong or expired one. */
    check(world: World, key: string | null) {
      if (!key) throw new Refused(401, NO_KEY)
      if (key === mainKey || (issued[key] ?? 0) > world.now()) return
      throw badKey(world)
    },
    issue(world: World, { headers, query }: RestCall): string {
      const login = headers.http_auth_login
      const employee = world.store.all('employee').find((person) => person.login === login)
      const works = employee && !employee.removed && !employee.isEmployeeLocked
      if (!works || headers.http_auth_passwd !== SANDBOX_PASSWORD) {
        throw new Refused(401, 'Ошибка авторизации. Неверный логин или пароль')
      }
      const key = randomUUID()
      issued[key] = world.now() + Number(query.get('livetime') ?? 60) * 60_000
      return key
    },
  }
}

const NO_KEY = 'Ошибка авторизации. Необходимо указать ключ авторизации в параметре accessKey'

export function badKey(world: World) {
  return new Refused(
    world.knobs.badKeyStatus,
    'Переход не может быть выполнен: ключ авторизации *** не найден или не может быть использован повторно',
  )
}
