import type { UIFieldServerProps } from 'payload'
import { FormPhone } from './FormPhone'
import { readMenu } from './read-menu'

/** Beside the form of a section: the phone that follows every keystroke. */
export async function SectionPhone({ payload }: UIFieldServerProps) {
  return <FormPhone data={await readMenu(payload)} />
}
