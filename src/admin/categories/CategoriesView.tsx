import { Gutter, SetStepNav } from '@payloadcms/ui'
import type { ListViewServerProps } from 'payload'
import { isAdministrator } from '../../../collections/access'
import { readCategoryTree } from '../../database/category-tree'
import { Heading } from '../kit/Page'
import { wordsIn } from '../kit/words'
import { CategoryBoard } from './CategoryBoard'
import { categoryWords } from './words'

/** In place of the list of categories: their tree. Payload has asked access. */
export async function CategoriesView({ i18n, payload, user }: ListViewServerProps) {
  const say = wordsIn(i18n.language, categoryWords)
  const req = { user } as Parameters<typeof isAdministrator>[0]
  return (
    <Gutter className="own-page">
      <SetStepNav nav={[{ label: say.title }]} />
      <Heading title={say.title} description={say.description} />
      <CategoryBoard first={await readCategoryTree(payload)} readOnly={!isAdministrator(req)} />
    </Gutter>
  )
}
