import type { UIFieldServerProps } from 'payload'
import { FormFlaws } from './FormFlaws'
import { readMenu } from './read-menu'

/** Above the form of a section: what an employee would stumble over. */
export async function SectionFlaws({ payload }: UIFieldServerProps) {
  return <FormFlaws data={await readMenu(payload)} />
}
