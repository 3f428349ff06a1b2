import { useTranslation } from '@/i18n'
import { textAt } from '@/i18n/textAt'
import type { IncidentEntry } from '@/live/incidentPage'
import { byTheHub } from '@/live/incidents'
import { shortDateTime } from '@/ui/format'

/** What is known to fit. */
const SHOWN = 6

/** The last entries of an incident's log, newest first. */
export function LogList({ log }: { log: readonly IncidentEntry[] }) {
  const { t } = useTranslation()
  const actions = t('deed.action', { returnObjects: true })
  return (
    <div className="page-log">
      <h3>{t('wallIncident.page.log')}</h3>
      <ol>
        {log.slice(0, SHOWN).map((entry) => (
          <li key={entry.sequence} className={entry.action.endsWith('deadline-late') ? 'late' : ''}>
            <time>{shortDateTime(entry.happenedAt)}</time>
            <b>{textAt(actions, entry.action) ?? entry.action}</b>
            <span className="where">{byTheHub(entry.action) ? t('incident.theHub') : entry.actorName}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
