import { badRequest } from '../api-error'
import type { Params } from '../params'
import { send } from '../sending'
import type { Methods } from '../world'

const location = (params: Params) => {
  const [latitude, longitude] = [Number(params.text('latitude')), Number(params.text('longitude'))]
  if (params.text('latitude') === undefined || Number.isNaN(latitude)) {
    throw badRequest('latitude is empty')
  }
  if (params.text('longitude') === undefined || Number.isNaN(longitude)) {
    throw badRequest('longitude is empty')
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw badRequest('wrong HTTP location specified')
  }
  return { latitude, longitude }
}

const contact = (params: Params) => {
  const phone_number = params.text('phone_number')
  const first_name = params.text('first_name')
  if (!phone_number) throw badRequest('phone number is empty')
  if (!first_name) throw badRequest('first name is empty')
  const last_name = params.text('last_name')
  return { phone_number, first_name, ...(last_name && { last_name }) }
}

export const sendOtherMethods: Methods = {
  sendLocation: (call) => send(call, () => ({ location: location(call.params) })),
  sendContact: (call) => send(call, () => ({ contact: contact(call.params) })),
}
