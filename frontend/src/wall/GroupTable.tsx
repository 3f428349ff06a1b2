import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { type IncidentParts, taskCounts } from '@/live/incidentPage'
import { count } from '@/ui/format'
import { Fitted } from './Fitted'

/** The working groups with who leads them and how their tasks stand; tasks of no group come last. */
export function GroupTable({ parts }: { parts: IncidentParts }) {
  const { t } = useTranslation()
  const named = useNamed()
  const { server } = useNow()
  const groups = parts.groups.filter((g) => !g.dissolvedAt).sort((a, b) => a.position - b.position)
  const lead = (unit: string) => (unit.startsWith('@') ? t('wallIncident.page.toFill') : unit)
  const loose = taskCounts(parts.tasks, null, server)
  const rows = groups.map((g) => ({
    key: g.id,
    name: named(g),
    leads: g.leads.map(lead).join(t('people.listJoin')),
    tasks: taskCounts(parts.tasks, g.id, server),
  }))
  if (loose.open + loose.done > 0)
    rows.push({ key: 'loose', name: t('wallIncident.page.noGroup'), leads: '', tasks: loose })
  if (rows.length === 0) return <p className="calm">{t('wallIncident.page.noGroups')}</p>
  return (
    <div className="page-groups">
      <h3>
        <span>{t('wallIncident.page.group')}</span>
        <span>{t('wallIncident.page.lead')}</span>
        <span>{t('wallIncident.page.open')}</span>
        <span>{t('wallIncident.page.late')}</span>
        <span>{t('wallIncident.page.done')}</span>
      </h3>
      <Fitted
        className="groups"
        rowRem={1.95}
        rows={rows.map(({ key, name, leads, tasks }) => ({
          key,
          row: (
            <>
              <b>{name}</b>
              <span className="where">{leads}</span>
              <span className={tasks.open > 0 ? 'open' : ''}>{count(tasks.open)}</span>
              <span className={tasks.late > 0 ? 'late' : ''}>{count(tasks.late)}</span>
              <span>{count(tasks.done)}</span>
            </>
          ),
        }))}
      />
    </div>
  )
}
