import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { type IncidentParts, lateTasks } from '@/live/incidentPage'
import { count, stopwatch } from '@/ui/format'

/** That tasks are late, how many, and which one is so for the longest; nothing where none is. */
export function LateTasks({ parts }: { parts: IncidentParts }) {
  const { t } = useTranslation()
  const named = useNamed()
  const english = useLanguage() === 'en'
  const { server } = useNow()
  const late = lateTasks(parts.tasks, server)
  const first = late[0]
  if (!first?.dueAt || server === null) return null
  const group = parts.groups.find((g) => g.id === first.group?.id)
  return (
    <p className="late-tasks" role="status">
      <b>{t('wallIncident.page.lateTasks', { n: count(late.length) })}</b>
      <span className="where">
        {[group ? named(group) : first.owner, (english && first.textEn) || first.text]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <time>{t('wallIncident.clock.late', { since: stopwatch(server - Date.parse(first.dueAt)) })}</time>
    </p>
  )
}
