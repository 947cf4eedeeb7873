import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'

process.env.NEXT_TELEMETRY_DISABLED = '1'

const projectFolder = fileURLToPath(new URL('.', import.meta.url))

const securityHeaders = [
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
  },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(self)' },
]

// Pages and routes are bundled apart, but share one running Payload: bundled too, it would be two copies,
// and the routes would not know the errors thrown by hooks (`instanceof`), so that a refusal in words
// reached the form as a bare English sentence.
const oneCopyOf = [
  'payload',
  '@payloadcms/db-postgres',
  '@payloadcms/drizzle',
  '@payloadcms/email-nodemailer',
]

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm run check` looks at the types; a slip in a test must not keep `npm start` from starting
  typescript: { ignoreBuildErrors: true },
  // Native or run-time resolved: bundled, they lose their workers and their prebuilt parts
  serverExternalPackages: ['pg-boss', 'pg', 'pino', 'sharp', ...oneCopyOf],
  // A lockfile in a folder above must not make that folder the project
  turbopack: { root: projectFolder },
  outputFileTracingRoot: projectFolder,
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default withPayload(nextConfig, { devBundleServerPackages: false })
