import { Button } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { useMay } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import {
  BeginAftermathDocument,
  CloseIncidentDocument,
  RejectIncidentDocument,
  VerifyIncidentDocument,
} from './acts'
import { type Incident, isOver } from './incident'
import { Inside } from './scene/Inside'
import type { Scene } from './scene/scene'

const documents = {
  verify: VerifyIncidentDocument,
  reject: RejectIncidentDocument,
  aftermath: BeginAftermathDocument,
  close: CloseIncidentDocument,
}
type Step = keyof typeof documents

/** The steps that an incident may take from where it is. */
export function stepsOf(incident: Pick<Incident, 'stage' | 'verifiedAt' | 'startedAt' | 'level'>): Step[] {
  if (isOver(incident)) return []
  return [
    ...(incident.verifiedAt ? [] : (['verify'] as const)),
    ...(incident.stage === 'REPORTED' ? (['reject'] as const) : []),
    ...(incident.stage === 'TERMINATED' ? (['aftermath'] as const) : []),
    ...(incident.stage === 'RESPONDING' ? [] : (['close'] as const)),
  ]
}

/** Verified, no accident, aftermath, closed: each with its reason. */
export function StageActs({ incident, scene }: { incident: Incident; scene: Scene | null }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const [step, setStep] = useState<Step | null>(null)
  if (!may) return null
  const unconfirmed = incident.steps.filter((s) => s.byVoice && !s.confirmedAt)
  return (
    <>
      {stepsOf(incident).map((s) => (
        <Button key={s} size="small" onClick={() => setStep(s)}>
          {t(`incident.${s}`)}
        </Button>
      ))}
      {step && (
        <ActDialog
          title={t(`incident.${step}`)}
          note={
            step === 'close' && (
              <>
                <Inside scene={scene} />
                {unconfirmed.length > 0 && (
                  <p className="incident-support">
                    ■{' '}
                    {t('incident.unconfirmed', {
                      orders: unconfirmed
                        .map(
                          (s) =>
                            `${t(`incident.step.${s.action}`)} (${t(`incident.post.${s.post}`)} ${s.orderedBy})`,
                        )
                        .join(t('people.listJoin')),
                    })}
                  </p>
                )}
              </>
            )
          }
          draft={`stage:${incident.id}:${step}`}
          bounds={bounds.IncidentStepInput}
          fields={[
            { name: 'reason', label: t('incident.reason'), kind: 'area', required: step === 'reject' },
          ]}
          submit={(act, v) => act(documents[step], { incident: incident.id, reason: textOf(v.reason) })}
          onClose={() => setStep(null)}
        />
      )}
    </>
  )
}
