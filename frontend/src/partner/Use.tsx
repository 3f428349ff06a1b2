import { useTranslation } from '@/i18n'
import { count } from '@/ui/format'
import type { Program } from './programs'

/** What a program used, day by day. */
export function Use({ days }: { days: NonNullable<Program['use']> }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...days.map((d) => d.requests))
  return (
    <section>
      <header className="partner-bar">
        <h3>{t('partner.use.title')}</h3>
      </header>
      {days.length === 0 ? (
        <p className="partner-soft">{t('partner.use.none')}</p>
      ) : (
        <table className="partner-use">
          <thead>
            <tr>
              <th>{t('partner.use.day')}</th>
              <th colSpan={2}>{t('partner.use.requests')}</th>
              <th>{t('partner.use.points')}</th>
              <th>{t('partner.use.refused')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((d) => (
              <tr key={d.day}>
                <td>{d.day.slice(5)}</td>
                <td className="number">{count(d.requests)}</td>
                <td className="bar">
                  <span style={{ width: `${(100 * d.requests) / most}%` }} />
                </td>
                <td className="number">{count(d.points)}</td>
                <td className={d.refused > 0 ? 'number refused' : 'number'}>{count(d.refused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
