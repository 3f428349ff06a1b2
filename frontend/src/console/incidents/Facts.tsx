import { Button } from 'antd'
import { useState } from 'react'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useScopeName } from '@/ui/Withheld'
import { useMay } from '../rights'
import { Card } from './Card'
import { FactsDialog } from './FactsDialog'
import { heldBy, pointOf } from './factsForm'
import { type Incident, isOver } from './incident'
import { useKinds } from './useKinds'
import { type Reporter, useReporter } from './useReporter'
import { sourceWords } from './words'

/** What was on the page when the form was opened. */
interface Seen {
  incident: Incident
  reporter: Reporter | null
}

/** What is known beside casualties, and the form that changes it. */
export function Facts({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const named = useNamed()
  const kinds = useKinds()
  const may = useMay()('incident:write')
  const scopeName = useScopeName()
  const reporter = useReporter(incident, may)
  const [editing, setEditing] = useState<Seen | null>(null)
  const kindName = kinds.find((k) => k.value === incident.kind)?.label ?? incident.kind
  const withheld = `${t('people.withheld')} (${t('people.withheldWhy', { scope: scopeName('incident:write') })})`
  const rows: (readonly [string, string | false | null | undefined])[] = [
    [t('incident.kind'), kindName],
    [
      t('incident.place'),
      [incident.area, incident.station].flatMap((p) => (p ? [named(p)] : [])).join(' · '),
    ],
    [t('incident.address'), incident.address],
    [t('scene.point'), pointOf(incident)],
    [
      t('incident.occurredAt'),
      incident.occurredAt ? dateAndMinute(incident.occurredAt) : t('incident.occurredUnknown'),
    ],
    [t('incident.heardAt'), dateAndMinute(incident.heardAt)],
    [t('incident.source'), sourceWords(t)(incident.source)],
    ...(may
      ? ([
          [t('incident.reporter'), reporter?.reporter],
          [t('incident.reporterPhone'), reporter?.reporterPhone],
        ] as const)
      : ([[t('incident.reporter'), withheld]] as const)),
    [t('incident.enterprise'), incident.enterprise],
    [t('incident.lineBureau'), incident.lineBureau],
    [t('incident.description'), incident.description],
    [
      '▲',
      heldBy(incident)
        .map((flag) => t(`incident.${flag}`))
        .join(t('people.listJoin')),
    ],
  ]
  return (
    <Card
      title={t('incident.facts')}
      acts={
        may &&
        !isOver(incident) && (
          <Button size="small" onClick={() => setEditing({ incident, reporter })}>
            {t('incident.edit')}
          </Button>
        )
      }
    >
      <dl className="incident-facts">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="pair">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {editing && (
        <FactsDialog
          seen={editing}
          incident={incident}
          reporter={reporter}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  )
}
