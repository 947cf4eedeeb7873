import type { TextName, Values } from '../src/domain/texts'
import type { Answer, Button, Screen } from '../src/domain/screen'

/** Said once, above the screen. */
export type Note = { text: TextName; values?: Values }

/**
 * One question of a dialog. Pure: reading, saving and sending is done by whoever runs it. Buttons of
 * `ask` press either an answer to this very step ("next") or a way out of the dialog ("/home").
 */
export type Step<Draft, Facts, Act = never> = {
  ask(draft: Draft, facts: Facts): Screen
  accept(draft: Draft, answer: Answer, facts: Facts, at: At): Next<Draft, Act>
}

/** Which message the answer stands in; a second time for the same means it was edited. */
export type At = { message: number; edited: boolean }

/** Stay or go to a step, or do something that needs the database (`act`). */
export type Next<Draft, Act = never> = { draft: Draft; step?: string; notes?: Note[]; act?: Act }

/** Presses that answer a step carry its turn: after the step is over they are known as stale. */
export function bindPresses(screen: Screen, turn: number): Screen {
  const bind = (button: Button): Button =>
    'press' in button && !button.press.startsWith('/')
      ? { ...button, press: `${turn.toString(36)}:${button.press}` }
      : button
  return { ...screen, rows: screen.rows.map((row) => row.map(bind)) }
}

export type Press = { kind: 'way'; to: string } | { kind: 'answer'; turn: number; press: string }

export function readPress(press: string): Press {
  if (press.startsWith('/')) return { kind: 'way', to: press }
  const [turn = '', ...rest] = press.split(':')
  return { kind: 'answer', turn: Number.parseInt(turn, 36), press: rest.join(':') }
}

/** A page of a long list, with its number kept within bounds. */
export function pageOf<T>(items: T[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const at = Math.min(Math.max(0, page), pages - 1)
  return { items: items.slice(at * size, (at + 1) * size), page: at, pages }
}

/** «‹ 2 из 5 ›»: the way through pages; nothing for a single one. */
export function pager(page: number, pages: number, press: (page: number) => string): Button[][] {
  if (pages < 2) return []
  const turn = (to: number) => press((to + pages) % pages)
  return [
    [
      { label: '‹', press: turn(page - 1) },
      { label: `${page + 1} из ${pages}`, press: turn(page) },
      { label: '›', press: turn(page + 1) },
    ],
  ]
}
