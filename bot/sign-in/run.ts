import { sql } from '@payloadcms/db-postgres'
import type { Answer } from '../../src/domain/screen'
import { bindChat, unbindChat } from './binding'
import { askCode, tryCode } from './challenge'
import { readUser, type User } from '../chat'
import { linkIn, openLink, rememberedLink } from '../deep-link'
import type { Note, Press } from '../dialog'
import { homeScreen } from '../menu'
import {
  firstSignInStep,
  type SignInAct,
  type SignInDraft,
  type SignInFacts,
  signInSteps,
} from '../sign-in'
import type { Outcome, SignedIn, World } from '../world'

/** The first question again, whatever stood there. */
export function startSignIn(world: World, notes: Note[] = []): Outcome {
  const step = firstSignInStep(factsOf(world), world.chat.consentVersion)
  return at(world, step, {}, notes)
}

/** @param press the answer pressed; null when something was typed or sent */
export async function continueSignIn(world: World, press: string | null): Promise<Outcome> {
  const { chat, incoming } = world
  const draft = (chat.dialog?.draft ?? {}) as SignInDraft
  const name = chat.dialog?.step ?? ''
  const step = signInSteps[name]
  if (!step) return startSignIn(world)
  const at_ = { message: incoming.message ?? 0, edited: incoming.edited }
  const next = step.accept(draft, answerOf(incoming.answer, press), factsOf(world), at_)
  if (next.act) return perform(world, name, next.draft, next.act)
  return at(world, next.step ?? name, next.draft, next.notes)
}

async function perform(
  world: World,
  step: string,
  draft: SignInDraft,
  act: SignInAct,
): Promise<Outcome> {
  if (act.kind === 'ask-code') {
    const asked = await askCode(world, act)
    if ('notes' in asked) return at(world, step, draft, asked.notes)
    return at(world, 'code', { ...addressed(act), challenge: asked.challenge })
  }
  const tried = await tryCode(world, act.challenge, act.code)
  if ('notes' in tried) return at(world, tried.dead ? 'address' : step, draft, tried.notes)
  const allowed = await bindChat(world, tried.employee)
  if (!allowed) return { screen: { text: world.say('blockedByAdmin'), rows: [] }, dialog: null }
  return welcome(world)
}

async function welcome(world: World): Promise<Outcome> {
  const user = await readUser(world.tx, world.incoming, world.settings.graceHours)
  if (!user) throw new Error('The chat was bound to nobody')
  const inside = await whereTo({ ...world, user })
  const welcome: Note = { text: 'signedIn', values: { firstName: callName(user) } }
  return { ...inside, notes: [welcome, ...(inside.notes ?? [])] }
}

/** To what a link has named before, else to the menu. */
async function whereTo(world: SignedIn): Promise<Outcome> {
  const link = rememberedLink(world)
  // What stood there was for the door; now the person is inside
  if (link) return openLink({ ...world, chat: { ...world.chat, dialog: null } }, link)
  return { screen: homeScreen(world), dialog: null, place: '/home' }
}

const addressed = ({ address, typed }: { address: string; typed: string }) => ({ address, typed })

const callName = (user: User) => user.firstName || user.name

function at(world: World, step: string, draft: SignInDraft, notes?: Note[]): Outcome {
  const facts = factsOf(world)
  const question = signInSteps[step]
  if (!question) throw new Error(`Signing in has no step ${step}`)
  return {
    screen: question.ask(draft, facts),
    notes,
    dialog: { name: 'sign-in', step, draft },
    ...(draft.consent ? { consentVersion: draft.consent } : {}),
  }
}

/** The consent was changed: everybody is asked once more before anything else. */
export async function askConsentAgain(world: SignedIn, press: Press | null): Promise<Outcome> {
  const { tx, chat, user, content } = world
  const asked =
    chat.dialog?.name === 'sign-in' && press?.kind === 'answer' && press.turn === chat.turn
  const link = linkIn(world)
  if (!asked || press.press !== 'agree')
    return { ...at(world, 'consent', {}), ...(link ? { place: link } : {}) }
  const { version } = content.consent
  await tx.rows(sql`UPDATE users SET consent_version = ${version}, consent_at = now()
    WHERE id = ${user.id}`)
  return { ...(await whereTo(world)), consentVersion: version }
}

/** «Выйти»: the binding ends, a draft stays for the next time. */
export async function signOut(world: SignedIn): Promise<Outcome> {
  await unbindChat(world)
  const { say } = world
  return {
    screen: {
      text: say('signedOut'),
      rows: [[{ label: say('signInButton'), press: '/sign-in', style: 'primary' }]],
    },
    dialog: null,
    place: '/home',
  }
}

const answerOf = (answer: Answer, press: string | null): Answer =>
  answer.kind === 'press' ? { ...answer, press: press ?? '' } : answer

const factsOf = ({ say, content }: World): SignInFacts => ({ say, consent: content.consent })
