'use client'
import { Link, useConfig } from '@payloadcms/ui'
import { useWords } from '../kit/use-words'
import { usePicture } from '../phone/use-picture'
import { flawsIn } from './flaws'
import './menu.css'
import type { MenuData } from './menu-data'
import { Sentence } from './Sentence'
import { useDraft } from './use-draft'
import { menuWords } from './words'

/** What is wrong with the section as it is being written, and where its place is changed. */
export function FormFlaws({ data: saved }: { data: MenuData }) {
  const say = useWords(menuWords)
  const { config } = useConfig()
  const { data, node } = useDraft(saved)
  const picture = usePicture(node.latest.picture)
  const pictures = picture ? { ...data.pictures, [picture.id]: picture } : data.pictures
  const flaws = flawsIn({ ...data, pictures }).get(node.id) ?? []
  return (
    <div className="menu-form-flaws">
      <p className="menu-form-flaws__place">
        {say.place}{' '}
        <Link href={`${config.routes.admin}/collections/menu-sections`} prefetch={false}>
          {say.toTree}
        </Link>
      </p>
      {flaws.length > 0 && (
        <div className="menu-flaws" role="status">
          {flaws.map((flaw) => (
            <Sentence key={flaw.name} flaw={flaw} />
          ))}
        </div>
      )}
    </div>
  )
}
