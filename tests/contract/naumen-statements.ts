import { expect } from 'vitest'
import {
  attach,
  type Desk,
  fileCall,
  ivan,
  type Json,
  newCall,
  withKey,
} from '../../src/sandbox/naumen/test-desk'

export type Statement = {
  /** NAUMEN.md's own words. */
  says: string
  section: string
  holds(desk: Desk): Promise<void>
}

const dateForm = /^\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d$/
const call = 'create-m2m/serviceCall$serviceCall'

async function told(response: Promise<Response>) {
  const answer = await response
  const type = answer.headers.get('content-type') ?? ''
  return { status: answer.status, text: await answer.text(), type }
}

/** What the product relies on, and NAUMEN.md says is confirmed or likely. */
export const statements: Statement[] = [
  {
    section: '1',
    says: '`accessKey=<uuid>` query parameter on every call',
    async holds(desk) {
      expect((await desk.rest(withKey('get/' + ivan))).status).toBe(200)
    },
  },
  {
    section: '1',
    says: 'no accessKey → 401, body «Ошибка авторизации. Необходимо указать ключ авторизации в параметре accessKey»',
    async holds(desk) {
      for (const path of ['find/employee', 'get/' + ivan, call, 'add-file/' + ivan])
        expect(await told(desk.rest(path, { method: 'POST', body: '{}' }))).toMatchObject({
          status: 401,
          text: 'Ошибка авторизации. Необходимо указать ключ авторизации в параметре accessKey',
          type: expect.stringMatching(/^text\/plain/),
        })
    },
  },
  {
    section: '1',
    says: 'wrong/expired/used key → 500 (not 401!), body «Переход не может быть выполнен: ключ авторизации *** не найден или не может быть использован повторно»',
    async holds(desk) {
      expect(await told(desk.rest(withKey('find/employee', 'other')))).toMatchObject({
        status: 500,
        text: 'Переход не может быть выполнен: ключ авторизации *** не найден или не может быть использован повторно',
        type: expect.stringMatching(/^text\/plain/),
      })
    },
  },
  {
    section: '1',
    says: 'HTML login page (`<!DOCTYPE html>`) possibly with 200',
    async holds(desk) {
      await desk.control('faults', { kind: 'html' })
      const answer = await told(desk.get('find/employee'))
      expect(answer.status).toBe(200)
      expect(answer.text).toMatch(/^<!DOCTYPE html>/)
      expect(answer.type).toMatch(/^text\/html/)
    },
  },
  {
    section: '1',
    says: '`create`/`create-m2m` → 201; get/find/check-status → 200; edit → 200',
    async holds(desk) {
      const created = await told(desk.post(call, newCall()))
      const { UUID } = JSON.parse(created.text) as Json
      const statuses = [
        created,
        await told(desk.post('create/serviceCall$serviceCall', newCall())),
        await told(desk.get(`get/${UUID}`)),
        await told(desk.post('find/serviceCall', {})),
        await told(desk.get('check-status')),
        await told(desk.post(`edit-m2m/${UUID}`, { shortDescr: 'Иначе' })),
      ].map(({ status }) => status)
      expect(statuses).toEqual([201, 201, 200, 200, 200, 200])
    },
  },
  {
    section: '2',
    says: '`$` in a path may be literal or `%24`; a trailing `/` before `?` is accepted',
    async holds(desk) {
      for (const path of ['get/employee$10501', 'get/employee%2410501', 'get/employee$10501/'])
        expect(await desk.json(path)).toMatchObject({ UUID: ivan })
    },
  },
  {
    section: '2',
    says: '`get/{UUID}`: `attrs=a,b,c` → one JSON object (all attributes if no `attrs`)',
    async holds(desk) {
      const some = await desk.json(`get/${ivan}?attrs=UUID,email,removed`)
      expect(some).toEqual({ UUID: ivan, email: 'ivan.petrov@blago.example', removed: false })
      expect(Object.keys(await desk.json(`get/${ivan}`)).length).toBeGreaterThan(20)
    },
  },
  {
    section: '2',
    says: '`find/{fqn}` POST JSON body (filter) → bare JSON array of objects, `[]` if none',
    async holds(desk) {
      expect(await desk.json('find/employee?attrs=UUID', { email: 'nobody@x' })).toEqual([])
      const one = { email: 'ivan.petrov@blago.example' }
      expect(await desk.json('find/employee?attrs=UUID', one)).toEqual([{ UUID: ivan }])
    },
  },
  {
    section: '2',
    says: '`create-m2m/{fqn}` → 201 + JSON of created object (`UUID`, `number`, `title`, links…); `attrs` limits returned fields',
    async holds(desk) {
      const made = await desk.json(`${call}?attrs=UUID,number,title,state`, newCall())
      expect(made).toEqual({
        UUID: expect.stringMatching(/^serviceCall\$\d+$/),
        number: expect.any(Number),
        title: expect.stringMatching(/^\D*\d+$/),
        state: 'registered',
      })
      expect(String(made.title)).toContain(String(made.number))
    },
  },
  {
    section: '2',
    says: '`add-file/{UUID}` POST multipart/form-data: field name irrelevant; several files per request OK; without attribute code → attached to the object’s file list',
    async holds(desk) {
      const uuid = await fileCall(desk)
      const answer = await attach(desk, uuid, ['журнал.txt', 'b.bin'])
      expect(answer.ok).toBe(true)
      const files = await desk.json<Json[]>('find/file', { source: uuid })
      expect(files.map(({ title }) => title).sort()).toEqual(['b.bin', 'журнал.txt'])
    },
  },
  {
    section: '2',
    says: '`get-file/{file$id}` → raw bytes + `Content-Type` + `Content-Disposition: …="name"`',
    async holds(desk) {
      const uuid = await fileCall(desk)
      await attach(desk, uuid, ['a.txt'])
      const [file] = await desk.json<Json[]>('find/file', { source: uuid })
      const answer = await desk.get(`get-file/${String(file?.UUID)}`)
      expect(await answer.text()).toBe('bytes of a.txt')
      expect(answer.headers.get('content-type')).toBeTruthy()
      expect(answer.headers.get('content-disposition')).toMatch(/="a\.txt"/)
    },
  },
  {
    section: '2, Filtering',
    says: 'Filter = map attr→value; equality only; list value = IN; link attributes by UUID string',
    async holds(desk) {
      const uuid = await fileCall(desk, { botRequestId: 'one' })
      const other = await fileCall(desk, { botRequestId: 'two' })
      const found = async (filter: Json) =>
        (await desk.json<Json[]>('find/serviceCall$serviceCall', filter)).map(({ UUID }) => UUID)
      expect(await found({ botRequestId: ['one', 'two', 'three'] })).toEqual([uuid, other])
      expect(await found({ botRequestId: 'one', clientEmployee: ivan })).toEqual([uuid])
      expect(await found({ clientEmployee: 'employee$10502' })).toEqual([])
    },
  },
  {
    section: '2, Filtering',
    says: 'Case-insensitivity: exact match by default → e-mail/login case matters',
    async holds(desk) {
      const upper = { email: 'IVAN.PETROV@blago.example' }
      expect(await desk.json('find/employee', upper)).toEqual([])
    },
  },
  {
    section: '2, Filtering',
    says: '`isEmployeeActive` in find ⇒ “Could not resolve property”; wrong type for link ⇒ “Could not execute query”/“Loader not found for prefix”',
    async holds(desk) {
      const refusal = async (filter: Json) =>
        (await told(desk.post('find/serviceCall', filter))).text
      expect((await told(desk.post('find/employee', { isEmployeeActive: true }))).text).toMatch(
        /^Could not resolve property/,
      )
      expect(await refusal({ clientEmployee: 7 })).toMatch(/^Could not execute query/)
      expect(await refusal({ clientEmployee: 'comment$1' })).toMatch(/^Loader not found for prefix/)
    },
  },
  {
    section: '2, Filtering',
    says: '`limit`/`offset` on `find`; offset needs limit',
    async holds(desk) {
      const page = (query: string) => desk.get(`find/employee?attrs=UUID&${query}`)
      const first = (await (await page('limit=2&offset=0')).json()) as Json[]
      const second = (await (await page('limit=2&offset=2')).json()) as Json[]
      expect(new Set([...first, ...second].map(({ UUID }) => UUID)).size).toBe(4)
      expect((await page('offset=2')).ok).toBe(false)
    },
  },
  {
    section: '2, Filtering',
    says: 'Dates out: `"yyyy.MM.dd HH:mm:ss"` strings, no zone',
    async holds(desk) {
      const uuid = await fileCall(desk)
      const { creationDate, lastModifiedDate } = await desk.json(`get/${uuid}`)
      expect(creationDate).toMatch(dateForm)
      expect(lastModifiedDate).toMatch(dateForm)
    },
  },
  {
    section: '2, JSON shape',
    says: '`number` = JSON int; `state` = string code; `metaClass` = fqn string; boolean real booleans; empty = `null`',
    async holds(desk) {
      const uuid = await fileCall(desk)
      const { number, state, metaClass, removed, solution } = await desk.json(`get/${uuid}`)
      expect({ number, state, metaClass, removed, solution }).toEqual({
        number: expect.any(Number),
        state: 'registered',
        metaClass: 'serviceCall$serviceCall',
        removed: false,
        solution: null,
      })
    },
  },
  {
    section: '2, JSON shape',
    says: 'Links = object `{"UUID","title","metaClass"[,"code" for catalogs]}`; write links as a bare UUID string; sets = arrays of such',
    async holds(desk) {
      const [topic] = await desk.json<Json[]>('find/catalogs$category', {})
      const uuid = await fileCall(desk, { category: topic?.UUID })
      const { clientEmployee, category } = await desk.json(`get/${uuid}`)
      expect(clientEmployee).toEqual({
        UUID: ivan,
        title: 'Петров Иван Сергеевич',
        metaClass: 'employee$employee',
      })
      expect(category).toEqual({
        UUID: topic?.UUID,
        title: topic?.title,
        metaClass: 'catalogs$category',
        code: topic?.code,
      })
      const { services } = await desk.json('get/agreement$605301')
      expect(services).toContainEqual(expect.objectContaining({ UUID: 'slmService$605005' }))
    },
  },
  {
    section: '2, JSON shape',
    says: 'UUID format `<class>$<digits>`: the class prefix, not the type',
    async holds(desk) {
      const made = await desk.json('create-m2m/serviceCall$request', newCall())
      expect(made.UUID).toMatch(/^serviceCall\$\d+$/)
      expect(made.metaClass).toBe('serviceCall$request')
    },
  },
  {
    section: '3, serviceCall',
    says: 'agreement+service usually mandatory',
    async holds(desk) {
      const answer = await told(desk.post(call, newCall({ agreement: null })))
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).toMatch(/[а-я]/)
    },
  },
  {
    section: '3, employee',
    says: 'UUID, title(ФИО), lastName, firstName, login, email, post, parent(Отдел→ou), isEmployeeLocked, removed',
    async holds(desk) {
      const attrs = 'UUID,title,lastName,firstName,email,login,post,parent,removed,isEmployeeLocked'
      expect(await desk.json(`get/${ivan}?attrs=${attrs}`)).toEqual({
        UUID: ivan,
        title: 'Петров Иван Сергеевич',
        lastName: 'Петров',
        firstName: 'Иван',
        email: 'ivan.petrov@blago.example',
        login: 'ivan.petrov',
        post: 'Инженер-механик',
        parent: expect.objectContaining({ title: 'Отдел главного механика', metaClass: 'ou$ou' }),
        removed: false,
        isEmployeeLocked: false,
      })
    },
  },
  {
    section: '3, employee',
    says: 'Fired employees: not deleted but archived: `removed=true` + `removalDate`; `find` returns archived objects unless you add `removed:false`; locked ≠ archived',
    async holds(desk) {
      const emails = { email: ['a.kuznetsov@blago.example', 'o.smirnova@blago.example'] }
      const attrs = 'removed,isEmployeeLocked'
      expect(await desk.json(`find/employee?attrs=${attrs}`, emails)).toEqual([
        { removed: true, isEmployeeLocked: false },
        { removed: false, isEmployeeLocked: true },
      ])
      const live = await desk.json<Json[]>('find/employee', { ...emails, removed: false })
      expect(live).toHaveLength(1)
      const [fired] = await desk.json<Json[]>('find/employee', { email: emails.email[0] })
      expect(fired?.removalDate).toMatch(dateForm)
    },
  },
  {
    section: '3, file',
    says: '`find/file` `{"source":"serviceCall$1"}` lists attachments; item UUID `file$N`, `title`, `mimeType`, `creationDate`, `source`',
    async holds(desk) {
      const uuid = await fileCall(desk)
      await attach(desk, uuid, ['a.txt'])
      const [file] = await desk.json<Json[]>('find/file', { source: uuid })
      expect(file).toMatchObject({
        UUID: expect.stringMatching(/^file\$\d+$/),
        title: 'a.txt',
        mimeType: expect.any(String),
        creationDate: expect.stringMatching(dateForm),
        source: expect.objectContaining({ UUID: uuid }),
      })
    },
  },
  {
    section: '3, ou / team / catalogs',
    says: 'Catalog item: UUID,title,code,parent,removed,(folder)',
    async holds(desk) {
      const items = await desk.json<Json[]>('find/catalogs$category', {})
      expect(items.length).toBeGreaterThan(50)
      for (const { UUID, title, code, parent, removed } of items)
        expect({ UUID, title, code, removed, parent }).toEqual({
          UUID: expect.stringMatching(/^catalogs\$\d+$/),
          title: expect.any(String),
          code: expect.any(String),
          removed: false,
          parent: parent === null ? null : expect.objectContaining({ UUID: expect.any(String) }),
        })
    },
  },
  {
    section: '6',
    says: 'No idempotency anywhere found. Retry of create after timeout duplicates',
    async holds(desk) {
      const wanted = newCall({ botRequestId: 'same' })
      await desk.json(call, wanted)
      await desk.json(call, wanted)
      expect(await desk.json('find/serviceCall', { botRequestId: 'same' })).toHaveLength(2)
    },
  },
]
