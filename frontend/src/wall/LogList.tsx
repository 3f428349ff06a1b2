import { useTranslation } from '@/i18n'
import type { wallIncident } from '@/i18n/wallIncident.zh'
import type { IncidentEntry } from '@/live/incidentPage'
import { byTheHub } from '@/live/incidents'
import { shortDateTime } from '@/ui/format'

const PREFIX = 'incident.'
/** What is known to fit. */
const SHOWN = 6

/** The last entries of an incident's log, newest first. */
export function LogList({ log }: { log: readonly IncidentEntry[] }) {
  const { t } = useTranslation()
  const actions = t('wallIncident.action', { returnObjects: true }) as typeof wallIncident.action
  const said = (action: string) => actions[action.slice(PREFIX.length) as keyof typeof actions] ?? action
  return (
    <div className="page-log">
      <h3>{t('wallIncident.page.log')}</h3>
      <ol>
        {log.slice(0, SHOWN).map((entry) => (
          <li key={entry.sequence} className={entry.action.endsWith('deadline-late') ? 'late' : ''}>
            <time>{shortDateTime(entry.happenedAt)}</time>
            <b>{said(entry.action)}</b>
            <span className="where">{byTheHub(entry.action) ? t('incident.theHub') : entry.actorName}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
