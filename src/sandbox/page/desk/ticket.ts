/** What the sandbox Naumen tells of its objects, as far as the desk draws it. */
export type DeskFile = { uuid: string; title: string; mime?: string; size?: number; url: string }

export type Named = { uuid: string; title: string }

export type Comment = {
  uuid: string
  author: Named | null
  text: string | null
  private: boolean
  creationDate: string | null
  editedDate: string | null
  files: DeskFile[]
}

/** A step of the request; `by` null = Naumen by itself. */
export type Change = {
  at: string
  by: string | null
  byEngineer: boolean
  state?: string
  responsible?: string | null
}

export type Ticket = {
  uuid: string
  number: number
  title: string
  state: string
  stateTitle: string
  nextStates: { code: string; title: string }[]
  subject: string | null
  description: string | null
  client: (Named & { email: string | null }) | null
  responsible: { employee: Named | null; team: Named | null } | null
  category: string | null
  correlation: string | null
  creationDate: string | null
  lastModifiedDate: string | null
  files: DeskFile[]
  comments: Comment[]
  mark: string | null
  markComment: string | null
  history: Change[]
}

export type Employee = {
  uuid: string
  title: string
  login: string | null
  email: string | null
  post: string | null
  department: string | null
  removed: boolean
  locked: boolean
  performer: boolean
}

export const states: Record<string, string> = {
  registered: 'Зарегистрировано',
  inprogress: 'В работе',
  waitClientAnswer: 'Ожидает ответа клиента',
  deferred: 'Отложено',
  resumed: 'Возобновлено',
  resolved: 'Решено',
  closed: 'Закрыто',
}

/** What stands in a description as HTML, in one line. */
export const plainWords = (html: string | null) =>
  (new DOMParser().parseFromString(html ?? '', 'text/html').body.textContent ?? '').trim()
