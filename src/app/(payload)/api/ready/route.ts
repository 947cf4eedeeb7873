import config from '@payload-config'
import { getPayload } from 'payload'
import { within } from '../within'
import { answerFor, nothingReady, readReadiness } from './readiness'

export const dynamic = 'force-dynamic'

export async function GET() {
  try {
    return answerFor(await within(10_000, getPayload({ config }).then(readReadiness)))
  } catch {
    // The probe tells what the log of the failing part explains
    return answerFor(nothingReady)
  }
}
