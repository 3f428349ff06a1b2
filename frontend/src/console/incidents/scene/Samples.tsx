import { Button, Table } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { SampleMedium } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { shortDateTime } from '@/ui/format'
import { useMay } from '../../rights'
import { ActDialog, numberOf, textOf } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import type { Sample, Scene } from './scene'
import { AddSampleDocument } from './sceneActs'

const media: readonly SampleMedium[] = ['AIR', 'WATER', 'SOIL']

/** How a sample stands to its bound; one that has none is not judged. */
const verdictOf = (s: Sample) => (s.exceeds ? 'EXCEEDS' : typeof s.bound === 'number' ? 'WITHIN' : 'NO_BOUND')

/** Measurements of air, water and soil with the bounds of the standards (§5.7), newest first. */
export function Samples({ incident, scene }: { incident: Incident; scene: Scene | null }) {
  const { t } = useTranslation()
  const may = useMay()('task:write')
  const [adding, setAdding] = useState(false)
  const samples = scene?.samples.toSorted((a, b) => b.sampledAt.localeCompare(a.sampledAt)) ?? []
  const above = samples.filter((s) => s.exceeds).length
  return (
    <Card
      exported={{ table: 'samples', incident: incident.id }}
      title={t('scene.samples')}
      acts={
        <>
          {above > 0 && <b className="incident-mark sample-EXCEEDS">{t('scene.exceeding', { n: above })}</b>}
          {may && !isOver(incident) && (
            <Button size="small" onClick={() => setAdding(true)}>
              {t('scene.sampleAdd')}
            </Button>
          )}
        </>
      }
    >
      {scene === null && <p className="console-soft">{t('incident.loading')}</p>}
      {scene && samples.length === 0 && <p className="console-soft">{t('scene.samplesNone')}</p>}
      {samples.length > 0 && (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          dataSource={samples}
          onRow={(s) => ({ className: `sample is-${verdictOf(s)}` })}
          columns={[
            {
              title: t('scene.verdictLabel'),
              render: (_, s) => (
                <b className={`incident-mark sample-${verdictOf(s)}`}>{t(`scene.verdict.${verdictOf(s)}`)}</b>
              ),
            },
            {
              title: t('scene.substance'),
              render: (_, s) => (
                <>
                  {s.substance}
                  <br />
                  <small className="console-soft">
                    {t(`scene.medium.${s.medium}`)} · {s.place}
                  </small>
                </>
              ),
            },
            {
              title: t('scene.value'),
              align: 'right',
              render: (_, s) => (
                <b className="figure">
                  {s.value} {s.unit}
                </b>
              ),
            },
            {
              title: t('scene.bound'),
              align: 'right',
              render: (_, s) =>
                typeof s.bound === 'number' ? (
                  <>
                    {s.bound} {s.unit}
                    <br />
                    <small className="console-soft">{s.standard}</small>
                  </>
                ) : (
                  '—'
                ),
            },
            {
              title: t('scene.sampledAt'),
              render: (_, s) => (
                <>
                  {shortDateTime(s.sampledAt)}
                  <br />
                  <small className="console-soft">{s.by}</small>
                </>
              ),
            },
          ]}
        />
      )}
      {adding && (
        <ActDialog
          title={t('scene.sampleAdd')}
          draft={`sample:${incident.id}`}
          bounds={bounds.AddSampleInput}
          fields={[
            { name: 'substance', label: t('scene.substance'), kind: 'text', required: true },
            {
              name: 'medium',
              label: t('scene.mediumLabel'),
              kind: 'choice',
              required: true,
              initial: 'AIR',
              options: media.map((m) => ({ value: m, label: t(`scene.medium.${m}`) })),
            },
            { name: 'place', label: t('scene.place'), kind: 'text', required: true },
            { name: 'value', label: t('scene.value'), kind: 'number', required: true },
            {
              name: 'unit',
              label: t('scene.sampleUnit'),
              kind: 'text',
              required: true,
              initial: 'mg/m³',
              most: 20,
            },
            { name: 'bound', label: t('scene.bound'), kind: 'number', hint: t('scene.boundHint') },
            {
              name: 'standard',
              label: t('scene.standard'),
              kind: 'text',
              hint: t('scene.standardHint'),
              most: 100,
            },
            {
              name: 'sampledAt',
              label: t('scene.sampledAt'),
              kind: 'instant',
              hint: t('incident.nowHint'),
            },
          ]}
          submit={(act, v) =>
            act(AddSampleDocument, {
              incident: incident.id,
              medium: (textOf(v.medium) ?? 'AIR') as SampleMedium,
              substance: textOf(v.substance) ?? '',
              place: textOf(v.place) ?? '',
              value: numberOf(v.value) ?? 0,
              unit: textOf(v.unit) ?? '',
              bound: numberOf(v.bound),
              standard: textOf(v.standard),
              sampledAt: textOf(v.sampledAt),
            })
          }
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  )
}
