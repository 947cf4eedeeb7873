import { sandboxAddresses } from '../../../../../sandbox/page/addresses'
import { proxyControl } from '../../../../../sandbox/page/proxy'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const handle = (request: Request) => proxyControl(request, sandboxAddresses())

export {
  handle as GET,
  handle as HEAD,
  handle as POST,
  handle as PUT,
  handle as PATCH,
  handle as DELETE,
}
