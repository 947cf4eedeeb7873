import { notFound } from 'next/navigation'
import { sandboxAddresses, type Part } from '../../../sandbox/page/addresses'
import { SandboxPage } from '../../../sandbox/page/sandbox-page'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

export default function Page() {
  const parts = Object.keys(sandboxAddresses()) as Part[]
  if (parts.length === 0) notFound()
  return <SandboxPage parts={parts} />
}
