import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { ListViewServerProps } from 'payload'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { MenuBoard } from './MenuBoard'
import { readMenu } from './read-menu'
import { menuWords } from './words'

/** In place of the list of sections: their tree, and the phone it makes. Payload has asked access. */
export async function MenuView({ i18n, payload }: ListViewServerProps) {
  const say = wordsIn(i18n.language, menuWords)
  return (
    <Gutter className="own-page">
      <SetStepNav nav={[{ label: say.title }]} />
      <Heading title={say.title} description={say.description} />
      <MenuBoard data={await readMenu(payload)} />
    </Gutter>
  )
}
