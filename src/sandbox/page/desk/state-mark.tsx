import { states } from './ticket'

export const StateMark = ({ state, title }: { state: string; title?: string }) => (
  <span className={`state state--${state}`} data-testid="ticket-state">
    {title ?? states[state] ?? state}
  </span>
)
