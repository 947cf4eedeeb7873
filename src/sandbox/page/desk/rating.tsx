const MOST = 5

/** How many stars the employee gave, and in what words. */
export function Rating({ mark, words }: { mark: number; words: string | null }) {
  return (
    <span data-testid="ticket-mark" data-mark={mark}>
      <span className="stars" role="img" aria-label={`${mark} из ${MOST}`}>
        {'★'.repeat(mark)}
        <i>{'★'.repeat(Math.max(0, MOST - mark))}</i>
      </span>
      {words && <q className="stars__words">{words}</q>}
    </span>
  )
}
