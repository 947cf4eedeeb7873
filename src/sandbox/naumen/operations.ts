import type { AccessKeys } from './access-keys'
import { create } from './create'
import { edit, existing, remove } from './edit'
import { addFiles, fileHeaders } from './files'
import { find, matching } from './find'
import { present } from './present'
import { attributesOf, parsedJson, type RestCall } from './rest-call'
import { Refused, type World } from './world'

export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** Does what a REST call asks; Refused when Naumen says no. */
export function operate(world: World, keys: AccessKeys, call: RestCall): Answer {
  if (call.method === 'get-access-key') {
    const issued = keys.issue(world, call)
    world.changed('accessKey', '')
    return text(200, issued)
  }
  const key = call.query.get('accessKey')
  if (call.method !== 'check-status' || key) keys.check(world, key)
  const wanted = `${call.method}/${call.target}`
  if (world.knobs.forbiddenCalls.some((source) => new RegExp(source).test(wanted))) {
    throw new Refused(world.knobs.forbiddenStatus, 'Недостаточно прав для выполнения операции')
  }
  const operation = operations[call.method]
  if (!operation) throw new Refused(404, `Метод ${call.method} не найден`)
  return operation(world, call)
}

const operations: Record<string, (world: World, call: RestCall) => Answer> = {
  'check-status': () => text(200, 'Operation completed successfully'),
  get: (world, call) =>
    object(world, 200, present(world, existing(world, call.target), attrs(call))),
  find: (world, call) =>
    object(world, 200, find(world, call.target, attributesOf(world, call), page(call))),
  search: searchOperation,
  create: (world, call) => {
    const { UUID } = create(world, call.target, attributesOf(world, call))
    return text(201, UUID)
  },
  'create-m2m': (world, call) => {
    const thing = create(world, call.target, attributesOf(world, call))
    return object(world, 201, present(world, thing, attrs(call)))
  },
  'create-m2m-multiple': createMultiple,
  edit: (world, call) => {
    edit(world, call.target, attributesOf(world, call))
    return text(200, 'Operation completed successfully')
  },
  'edit-m2m': (world, call) =>
    object(
      world,
      200,
      present(world, edit(world, call.target, attributesOf(world, call)), attrs(call)),
    ),
  delete: (world, call) => {
    remove(world, call.target)
    return text(200, '')
  },
  'add-file': addFileOperation,
  'get-file': getFileOperation,
  exec: noSuchScript,
  'exec-post': noSuchScript,
}

function searchOperation(world: World, call: RestCall): Answer {
  if (!world.knobs.searchPresent) throw new Refused(404, 'Метод search не найден')
  const found = matching(world, call.target, attributesOf(world, call), page(call))
  return object(
    world,
    200,
    found.map(({ UUID }) => UUID),
  )
}

function createMultiple(world: World, call: RestCall): Answer {
  const items = parsedJson(world, call.json)
  if (!Array.isArray(items)) throw new Refused(world.knobs.validationStatus, 'Ожидался JSON-массив')
  const results = items.map((item: Record<string, unknown>) => {
    try {
      return { UUID: create(world, String(item.metaClass), item).UUID }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { ...item, error: error.message }
    }
  })
  return object(world, 201, results)
}

function addFileOperation(world: World, { target, query, files }: RestCall): Answer {
  const { fileAttributeParameter: heeded, addFileStatus } = world.knobs
  const named = ['attrCode', 'attrsCode'].filter((name) => heeded === 'both' || heeded === name)
  const code = named.map((name) => query.get(name)).find((value) => value) ?? null
  addFiles(world, target, files, code)
  return text(addFileStatus, 'Operation completed successfully')
}

function getFileOperation(world: World, { target }: RestCall): Answer {
  const file = existing(world, target)
  if (file.metaClass !== 'file')
    throw new Refused(world.knobs.validationStatus, `${target} не файл`)
  return { status: 200, headers: fileHeaders(world, file), body: world.bytes.get(file.UUID) }
}

function noSuchScript(world: World, { query }: RestCall): Answer {
  const name = (query.get('func') ?? '').replace(/^modules\./, '')
  const count = query.get('params') ? query.get('params')!.split(',').length : 0
  const message = `Script module or method not found: ${name}(${count} args)`
  throw new Refused(world.knobs.missingMethodStatus, message)
}

const attrs = (call: RestCall) => call.query.get('attrs')

const page = ({ query }: RestCall) => ({
  attrs: query.get('attrs'),
  limit: query.get('limit'),
  offset: query.get('offset'),
})

export function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body }
}

function object(world: World, status: number, body: unknown): Answer {
  const headers = { 'content-type': world.knobs.contentType }
  return { status, headers, body: JSON.stringify(body) }
}
