'use client'
import { Link } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { useWords } from '../kit/use-words'
import { PhonePreview } from '../phone/PhonePreview'
import { usePicture } from '../phone/use-picture'
import { Choice } from './Choice'
import { type MenuData, type Mode, sayWith, shownIn } from './menu-data'
import { screenAt, walkThrough } from './places'
import { menuWords } from './words'

type Role = 'employee' | 'manager'
type Props = {
  data: MenuData
  place: string
  onPlace(place: string): void
  /** Address of a section's form. */
  editOf(id: string): string
}

/** The phone as an employee or a manager holds it, with or without what is not published yet. */
export function MenuPhone({ data, place, onPlace, editOf }: Props) {
  const say = useWords(menuWords)
  const [mode, setMode] = useState<Mode>('now')
  const [role, setRole] = useState<Role>('employee')
  const screen = useMemo(() => {
    const menu = { sections: shownIn(data.nodes, mode), say: sayWith(data.texts), role }
    return screenAt(walkThrough(menu, data), place)
  }, [data, mode, place, role])
  const picture = usePicture(screen.picture)
  const section = /^\/menu:(.+)$/.exec(place)?.[1]
  return (
    <div className="menu-board__phone">
      <Choice<Role>
        label={say.who}
        options={{ employee: say.employee, manager: say.manager }}
        value={role}
        onChange={setRole}
      />
      <Choice<Mode>
        label={say.what}
        options={{ now: say.now, latest: say.latest }}
        value={mode}
        onChange={setMode}
      />
      <PhonePreview screen={screen} pictureUrl={picture?.url} onPress={onPlace} />
      {section && data.nodes.some(({ id }) => id === section) && (
        <Link className="menu-board__edit" href={editOf(section)} prefetch={false}>
          {say.edit}
        </Link>
      )}
    </div>
  )
}
