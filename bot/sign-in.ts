import type { Answer } from '../src/domain/screen'
import { typedAddress, typedCode } from '../src/domain/sign-in'
import type { Say } from '../src/domain/texts'
import type { Next, Step } from './dialog'

/** The dialog of PRODUCT.md §1: consent, address, code. What needs the database is an act. */
export type SignInDraft = {
  address?: string
  /** The address in the spelling typed: Naumen's search heeds the case. */
  typed?: string
  challenge?: string
  consent?: string
}

export type SignInFacts = { say: Say; consent: { required: boolean; version: string } }

export type SignInAct =
  | { kind: 'ask-code'; address: string; typed: string }
  | { kind: 'try-code'; challenge: string; code: string }

type SignInStep = Step<SignInDraft, SignInFacts, SignInAct>
type SignInNext = Next<SignInDraft, SignInAct>

const consent: SignInStep = {
  ask: (_draft, { say }) => ({
    text: `${say('greeting')}\n\n${say('consent')}`,
    rows: [[{ label: say('agree'), press: 'agree', style: 'success' }]],
  }),
  accept: (draft, answer, facts) =>
    isPress(answer, 'agree')
      ? { draft: { ...draft, consent: facts.consent.version }, step: 'address' }
      : { draft, notes: [{ text: 'useButtons' }] },
}

const address: SignInStep = {
  ask: (_draft, { say, consent }) => ({
    text: consent.required ? say('askAddress') : `${say('greeting')}\n\n${say('askAddress')}`,
    rows: [],
  }),
  accept(draft, answer): SignInNext {
    if (answer.kind !== 'text') return { draft, notes: [{ text: 'notAnAddress' }] }
    return askFor(answer.text, draft) ?? { draft, notes: [{ text: 'notAnAddress' }] }
  },
}

const code: SignInStep = {
  ask: (draft, { say }) => ({
    text: say('codeSent', { address: draft.address ?? '' }),
    rows: [
      [{ label: say('resend'), press: 'resend' }],
      [{ label: say('otherAddress'), press: 'other' }],
    ],
  }),
  accept(draft, answer): SignInNext {
    const { challenge } = draft
    const address = draft.typed ?? draft.address
    if (!address || !challenge || isPress(answer, 'other')) return { draft: {}, step: 'address' }
    if (isPress(answer, 'resend')) return askFor(address, draft) ?? { draft: {}, step: 'address' }
    if (answer.kind !== 'text') return { draft, notes: [{ text: 'notACode' }] }
    const typed = typedCode(answer.text)
    if (typed) return { draft, act: { kind: 'try-code', challenge, code: typed } }
    return askFor(answer.text, draft) ?? { draft, notes: [{ text: 'notACode' }] }
  },
}

function askFor(text: string, draft: SignInDraft): SignInNext | null {
  const address = typedAddress(text)
  if (!address) return null
  return { draft, act: { kind: 'ask-code', address, typed: text.trim() } }
}

const isPress = (answer: Answer, press: string) => answer.kind === 'press' && answer.press === press

export const signInSteps: Record<string, SignInStep> = { consent, address, code }

/** The first question still to be asked. */
export const firstSignInStep = (facts: SignInFacts, agreedTo: string | null) =>
  facts.consent.required && agreedTo !== facts.consent.version ? 'consent' : 'address'
