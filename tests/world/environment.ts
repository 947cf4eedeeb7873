/** A token in the form of @BotFather's; only the sandbox knows it. */
export const token = '1000000001:sandbox-token-of-the-tests-000000000'
export const accessKey = '11111111-2222-4333-8444-555555555555'
export const webhookSecret = 'webhook-secret-of-the-tests-00000000'
export const administrator = { email: 'admin@blago.example', password: 'a-password-for-tests' }

export type Addresses = {
  telegram: string
  naumen: string
  mailbox: string
  smtp: string
}

/** The sandbox's catalogue, from one star to five. */
const ratings = Object.fromEntries([1, 2, 3, 4, 5].map((mark) => [mark, `catalogs$${5000 + mark}`]))

/** What the launcher gives its children, here without a launcher. */
export function environmentOf(
  databaseUrl: string,
  sandbox: Addresses,
  botToken: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PAYLOAD_SECRET: 'a-payload-secret-that-only-tests-know',
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    TELEGRAM_BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: sandbox.telegram,
    NAUMEN_URL: sandbox.naumen,
    NAUMEN_ACCESS_KEY: accessKey,
    NAUMEN_AGREEMENT: 'agreement$605301',
    NAUMEN_SERVICE: 'slmService$605005',
    NAUMEN_RATINGS: JSON.stringify(ratings),
    SMTP_URL: sandbox.smtp,
    MAIL_FROM: 'BLAGO Поддержка <support@blago.example>',
    SANDBOX: 'true',
    SANDBOX_TELEGRAM_URL: sandbox.telegram,
    SANDBOX_NAUMEN_URL: sandbox.naumen,
    SANDBOX_MAILBOX_URL: sandbox.mailbox,
    APP_ENV: 'development',
    NAUMEN_SETTLE_SECONDS: '2',
    LOG_LEVEL: 'info',
    ...more,
  }
}
