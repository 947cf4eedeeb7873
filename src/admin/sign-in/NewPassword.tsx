import { sql } from '@payloadcms/db-postgres'
import { MinimalTemplate } from '@payloadcms/next/templates'
import type { AdminViewServerProps, Payload } from 'payload'
import { rows } from '../../database/transaction'
import { nonceOfToken } from '../../domain/panel-sign-in'
import { signInKey } from '../../domain/sign-in'
import { Logo } from '../Logo'
import { DeadLink } from './DeadLink'
import { NewPasswordForm } from './NewPasswordForm'

/** Where the links of an invitation and of «Забыли пароль?» lead. Looking at it spends nothing. */
export async function NewPassword({ initPageResult, searchParams }: AdminViewServerProps) {
  const { payload } = initPageResult.req
  const token = String(searchParams?.token ?? '')
  const owner = await ownerOf(payload, token)
  return (
    <MinimalTemplate className="login">
      <div className="login__brand">
        <Logo />
      </div>
      {owner ? <NewPasswordForm token={token} owner={owner} /> : <DeadLink />}
    </MinimalTemplate>
  )
}

export type Owner = { name: string; email: string }

async function ownerOf(payload: Payload, token: string): Promise<Owner | null> {
  const nonce = nonceOfToken(signInKey(payload.config.secret), token)
  if (!nonce) return null
  const found = await rows<Owner>(
    payload,
    sql`SELECT name, email FROM admins WHERE reset_password_token = ${nonce}
          AND reset_password_expiration > now() AND state = 'active'`,
  )
  return found[0] ?? null
}
