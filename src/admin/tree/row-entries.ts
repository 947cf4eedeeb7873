import type { MenuEntry } from './RowMenu'
import type { Step } from './tree-rules'
import type { treeWords } from './tree-words'

type Does = {
  /** Null where the node may not be renamed, or nothing may stand inside it. */
  rename: (() => void) | null
  add: (() => void) | null
  mayStep: (to: Step) => boolean
  step: (to: Step) => void
  move: () => void
}

/** The commands every tree has for a row; those of its owner come after them. */
export function entriesFor(say: (typeof treeWords)['ru'], does: Does): MenuEntry[] {
  const entry = (label: string, to: Step, keys: string): MenuEntry => ({
    label,
    keys,
    disabled: !does.mayStep(to),
    onClick: () => does.step(to),
  })
  return [
    ...(does.rename ? [{ label: say.rename, keys: 'F2', onClick: does.rename }] : []),
    ...(does.add ? [{ label: say.add, onClick: does.add }] : []),
    entry(say.up, 'up', 'Alt ↑'),
    entry(say.down, 'down', 'Alt ↓'),
    { label: say.moveTo, onClick: does.move },
    entry(say.out, 'out', 'Alt ←'),
  ]
}
