import type { Employee } from '../../src/domain/employee'
import type { Transaction } from '../../src/queue'
import { type AlertDeps, sendAlert } from '../reach/alert'

/** Several live employees with one address: by ids, for who they are stands in Naumen. */
export async function tellDoubles(deps: AlertDeps, tx: Transaction | null, people: Employee[]) {
  if (people.length < 2) return
  const ids = people.map(({ uuid }) => uuid).toSorted()
  await sendAlert(deps, tx, {
    subject: 'Один рабочий e-mail у нескольких сотрудников',
    text: `${ids.join(', ')}: пока адрес у них общий, войти в бот с ним не может никто. Кто уже вошёл, остаётся.`,
  })
}
