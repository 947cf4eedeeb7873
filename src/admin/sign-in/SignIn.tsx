import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { getSafeRedirect } from 'payload/shared'
import { Logo } from '../Logo'
import { SignInForm } from './SignInForm'

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
      <SignInForm next={next} />
    </>
  )
}
