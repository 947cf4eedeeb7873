'use client'
import { useMemo, useState } from 'react'
import { hasPage, pageOf } from '../../domain/menu'
import { useWords } from '../kit/use-words'
import { PhonePreview } from '../phone/PhonePreview'
import { usePicture } from '../phone/use-picture'
import { Choice } from './Choice'
import './menu.css'
import { type MenuData, plannedIn, sayWith, shownIn } from './menu-data'
import { screenAt, walkThrough } from './places'
import { useDraft } from './use-draft'
import { menuWords } from './words'

/** The section of the form as it will look: its page, or its button among the others. */
export function FormPhone({ data: saved }: { data: MenuData }) {
  const say = useWords(menuWords)
  const { data, node } = useDraft(saved)
  const [walked, setWalked] = useState<string | null>(null)
  const [view, setView] = useState<'page' | 'button' | null>(null)
  const { id, parent, latest } = node
  const shown = hasPage(latest) ? (view ?? 'page') : 'button'
  const own = `/menu:${id}`
  const place = walked ?? (shown === 'page' ? own : parent ? `/menu:${parent}` : '/home')

  const screen = useMemo(() => {
    const role = latest.visibility === 'manager' ? 'manager' : 'employee'
    const say = sayWith(data.texts)
    const nodes = data.nodes.map((one) => (one.id === id ? { ...one, active: true } : one))
    const menu = { sections: shownIn(nodes, 'latest'), say, role }
    const section = plannedIn(nodes, 'latest').find((one) => one.id === id)
    // Its own page also where nobody gets to it yet
    return place === own && section && hasPage(section)
      ? pageOf(menu, section)
      : screenAt(walkThrough(menu, data), place)
  }, [data, id, latest.visibility, own, place])
  const picture = usePicture(screen.picture)

  return (
    <div className="menu-form-phone">
      {hasPage(latest) && (
        <Choice
          label={say.view}
          options={{ page: say.page, button: say.button }}
          value={shown}
          onChange={(next) => {
            setWalked(null)
            setView(next)
          }}
        />
      )}
      <PhonePreview screen={screen} pictureUrl={picture?.url} onPress={setWalked} />
    </div>
  )
}
