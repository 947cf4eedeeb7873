import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'

/**
 * Where the panel leads whoever has done nothing for long. Payload's own page says so for the blink of
 * an eye; here it is said above the form to sign in with, which leads back to where they were.
 */
export function SessionEnded({ initPageResult, searchParams }: AdminViewServerProps) {
  const { admin, routes } = initPageResult.req.payload.config
  const back = searchParams?.redirect
  const asked = new URLSearchParams({ ended: 'idle' })
  if (typeof back === 'string') asked.set('redirect', back)
  redirect(`${routes.admin}${admin.routes.login}?${asked}`)
}
