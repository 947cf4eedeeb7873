import { Link } from '@payloadcms/ui'
import { wordsIn } from '../kit/words'
import { longestPeriod, type Period, shifted } from './period'

const words = {
  ru: {
    label: 'Период',
    today: 'Сегодня',
    week: 'Неделя',
    month: 'Месяц',
    from: 'С',
    to: 'по',
    show: 'Показать',
  },
  en: {
    label: 'Period',
    today: 'Today',
    week: 'Week',
    month: 'Month',
    from: 'From',
    to: 'to',
    show: 'Show',
  },
}

type Props = { period: Period; today: string; admin: string; language: string }

/** The period stands in the address alone, so that a link shows what its sender saw. */
export function PeriodPicker({ period, today, admin, language }: Props) {
  const say = wordsIn(language, words)
  const limits = { min: shifted(today, -10 * longestPeriod), max: today }
  return (
    <div className="dashboard-period" role="group" aria-label={say.label}>
      <div className="dashboard-period__names">
        {(['today', 'week', 'month'] as const).map((name) => (
          <Link
            key={name}
            href={`${admin}?period=${name}`}
            prefetch={false}
            aria-current={period.name === name ? 'true' : undefined}
          >
            {say[name]}
          </Link>
        ))}
      </div>
      <form key={`${period.from} ${period.to}`} action={admin} method="get">
        <input type="hidden" name="period" value="dates" />
        <label>
          {say.from}
          <input type="date" name="from" defaultValue={period.from} {...limits} required />
        </label>
        <label>
          {say.to}
          <input type="date" name="to" defaultValue={period.to} {...limits} required />
        </label>
        <button type="submit">{say.show}</button>
      </form>
    </div>
  )
}
