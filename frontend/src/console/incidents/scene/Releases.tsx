import { Button, Space } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../../rights'
import { ActDialog, textOf } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { ReleaseStep, type Step } from './ReleaseStep'
import type { Release, Scene } from './scene'
import { DraftReleaseDocument } from './sceneActs'

const stateOf = (r: Release) => (r.publishedAt ? 'PUBLISHED' : r.approvedAt ? 'APPROVED' : 'DRAFT')

/** Information for the public: one writes it, another approves it, then it goes out (§5.8). */
export function Releases({ incident, scene }: { incident: Incident; scene: Scene | null }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write') && !isOver(incident)
  const [drafting, setDrafting] = useState(false)
  const [taking, setTaking] = useState<{ release: Release; step: Step } | null>(null)
  const releases = scene?.releases.toSorted((a, b) => b.draftedAt.localeCompare(a.draftedAt)) ?? []
  return (
    <Card
      title={t('scene.releases')}
      acts={
        may && (
          <Button size="small" onClick={() => setDrafting(true)}>
            {t('scene.releaseDraft')}
          </Button>
        )
      }
    >
      {scene === null && <p className="console-soft">{t('incident.loading')}</p>}
      {scene && releases.length === 0 && <p className="console-soft">{t('scene.releasesNone')}</p>}
      {releases.map((release) => (
        <Row
          key={release.id}
          release={release}
          onStep={may ? (step) => setTaking({ release, step }) : undefined}
        />
      ))}
      {drafting && (
        <ActDialog
          title={t('scene.releaseDraft')}
          draft={`release:${incident.id}`}
          width={640}
          bounds={bounds.DraftReleaseInput}
          fields={[
            { name: 'title', label: t('scene.releaseTitle'), kind: 'text', required: true },
            {
              name: 'text',
              label: t('scene.releaseText'),
              kind: 'area',
              required: true,
              hint: t('scene.releaseHint'),
            },
          ]}
          submit={(act, v) =>
            act(DraftReleaseDocument, {
              incident: incident.id,
              title: textOf(v.title) ?? '',
              text: textOf(v.text) ?? '',
            })
          }
          onClose={() => setDrafting(false)}
        />
      )}
      {taking && (
        <ReleaseStep
          {...taking}
          now={releases.find((r) => r.id === taking.release.id) ?? taking.release}
          onClose={() => setTaking(null)}
        />
      )}
    </Card>
  )
}

function Row({ release: r, onStep }: { release: Release; onStep: ((step: Step) => void) | undefined }) {
  const { t } = useTranslation()
  const state = stateOf(r)
  return (
    <div className="scene-release" data-state={state}>
      <div>
        <b className={`incident-mark release-${state}`}>{t(`scene.releaseState.${state}`)}</b>{' '}
        <b>{r.title}</b>
        <p className="text">{r.text}</p>
        <small className="console-soft">
          {t('scene.drafted', { by: r.draftedBy, at: dateAndMinute(r.draftedAt) })}
          {r.approvedAt && (
            <>
              <br />
              {t('scene.approved', { by: r.approvedBy, at: dateAndMinute(r.approvedAt) })}
            </>
          )}
          {r.publishedAt && (
            <>
              <br />
              {t('scene.published', { channel: r.channel, at: dateAndMinute(r.publishedAt) })}
            </>
          )}
        </small>
      </div>
      {onStep && state !== 'PUBLISHED' && (
        <Space size={4}>
          <Button size="small" onClick={() => onStep(state === 'DRAFT' ? 'approve' : 'publish')}>
            {t(state === 'DRAFT' ? 'scene.approve' : 'scene.publish')}
          </Button>
        </Space>
      )}
    </div>
  )
}
