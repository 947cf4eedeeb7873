import { redirect } from 'next/navigation'
import { type AdminViewServerProps, extractJWT, type PayloadRequest } from 'payload'
import { getSafeRedirect } from 'payload/shared'
import { Logo } from '../Logo'
import { type Ended, SignInForm } from './SignInForm'

/** Payload's page of signing in, with the code of the second factor. */
export function SignIn({ initPageResult, searchParams }: AdminViewServerProps) {
  const { req } = initPageResult
  const { admin } = req.payload.config.routes
  const asked = searchParams?.redirect
  const next = getSafeRedirect({
    fallbackTo: admin,
    redirectTo: typeof asked === 'string' ? asked : admin,
  })
  if (req.user) redirect(next)
  return (
    <>
      <div className="login__brand">
        <Logo />
      </div>
      <SignInForm next={next} ended={endedFor(req, searchParams?.ended)} />
    </>
  )
}

/** Why one is here again: the browser forgets the token of somebody idle, and keeps it of one shut out. */
function endedFor({ headers, payload }: PayloadRequest, asked: unknown): Ended | null {
  if (extractJWT({ headers, payload })) return 'closed'
  return asked === 'idle' ? 'idle' : null
}
