import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { CountCasualtiesDocument } from './acts'
import { Card } from './Card'
import { type Counted, figureFields, figuresOf, people } from './figures'
import { type Incident, isOver } from './incident'
import { lossOf, sourceWords } from './words'

/** Who was hurt and what was lost, as it is known, and how that came to be known. */
export function Casualties({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const [counting, setCounting] = useState(false)
  const loss = (of: Counted) => (typeof of.directLoss === 'number' ? lossOf(t, of.directLoss) : null)
  const said = (of: Counted) =>
    [
      ...people.map((name) => typeof of[name] === 'number' && `${t(`incident.figure.${name}`)} ${of[name]}`),
      loss(of) && `${t('incident.figure.directLoss')} ${loss(of)}`,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Card
      exported={{ table: 'casualties', incident: incident.id }}
      title={t('incident.casualties')}
      acts={
        may &&
        !isOver(incident) && (
          <Button size="small" type="primary" onClick={() => setCounting(true)}>
            {t('incident.count')}
          </Button>
        )
      }
    >
      <dl className="incident-counts">
        {people.map((name) => (
          <Figure key={name} label={t(`incident.figure.${name}`)} value={incident[name]?.toString()} />
        ))}
        <Figure label={t('incident.figure.directLoss')} value={loss(incident)} />
      </dl>
      {incident.counts.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'history',
              label: t('incident.history', { n: incident.counts.length }),
              children: incident.counts.map((c) => (
                <div key={c.id}>
                  <b>{dateAndMinute(c.asOf)}</b> {said(c) || t('incident.unknown')}{' '}
                  <span className="console-soft">
                    {sourceWords(t)(c.source)} {t('incident.historyBy', { by: c.enteredBy })}
                  </span>
                </div>
              )),
            },
          ]}
        />
      )}
      {counting && (
        <ActDialog
          title={t('incident.count')}
          draft={`count:${incident.id}`}
          bounds={bounds.CountCasualtiesInput}
          fields={[
            ...figureFields((name) => t(`incident.figure.${name}`), t('incident.lossUnit'), incident),
            { name: 'source', label: t('incident.countSource'), kind: 'text' },
            { name: 'asOf', label: t('incident.countAsOf'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) =>
            act(CountCasualtiesDocument, {
              incident: incident.id,
              counts: figuresOf(v),
              source: textOf(v.source),
              asOf: textOf(v.asOf),
            })
          }
          onClose={() => setCounting(false)}
        />
      )}
    </Card>
  )
}

function Figure({ label, value }: { label: string; value: string | null | undefined }) {
  const { t } = useTranslation()
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? <span className="unknown">{t('incident.unknown')}</span>}</dd>
    </div>
  )
}
