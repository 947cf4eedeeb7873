export const dynamic = 'force-dynamic'

/** Alive: this process answers. Whether it can work is asked at `/api/ready`. */
export function GET() {
  return Response.json({ status: 'ok' })
}
