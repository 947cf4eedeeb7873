import { attributesIn } from './control-desk'
import { ControlError, route } from './control-router'
import { create } from './create'
import { categoryView, categoryViews, employeeView } from './desk-views'
import { edit } from './edit'
import type { World } from './world'

/** Hiring and dismissing, as the personnel system does it behind Naumen's back. */
export function employeeRoutes(world: World) {
  const change = (uuid: string | undefined, attributes: Record<string, unknown>) =>
    employeeView(world, edit(world, known(world, uuid, 'employee'), attributes))
  const acts: [string, Record<string, unknown>][] = [
    ['dismiss', { removed: true }],
    ['rehire', { removed: false }],
    ['lock', { isEmployeeLocked: true }],
    ['unlock', { isEmployeeLocked: false }],
  ]
  return [
    route('GET /employees', () =>
      world.store.all('employee').map((person) => employeeView(world, person)),
    ),
    route('POST /employees', ({ body }) =>
      employeeView(world, create(world, 'employee$employee', { parent: 'ou$10001', ...body })),
    ),
    route('POST /employees/:uuid/edit', ({ params, body }) =>
      change(params[0], attributesIn(body)),
    ),
    ...acts.map(([name, attributes]) =>
      route(`POST /employees/:uuid/${name}`, ({ params }) => change(params[0], attributes)),
    ),
  ]
}

/** The catalogue of categories as its keeper sees it. */
export function categoryRoutes(world: World) {
  const change = (uuid: string | undefined, attributes: Record<string, unknown>) =>
    categoryView(world, edit(world, known(world, uuid, 'catalogs'), attributes))
  return [
    route('GET /categories', () => categoryViews(world)),
    route('POST /categories', ({ body }) =>
      categoryView(world, create(world, 'catalogs$category', body)),
    ),
    route('POST /categories/:uuid/edit', ({ params, body }) =>
      change(params[0], body.attributes ? attributesIn(body) : body),
    ),
    route('POST /categories/:uuid/archive', ({ params }) => change(params[0], { removed: true })),
    route('POST /categories/:uuid/restore', ({ params }) => change(params[0], { removed: false })),
  ]
}

function known(world: World, uuid = '', className: string): string {
  if (world.store.get(uuid) && uuid.startsWith(`${className}$`)) return uuid
  throw new ControlError(404, `no ${className} ${uuid}`)
}
