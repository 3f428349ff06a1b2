import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useContext, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay, ViewerContext } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { ConfirmOrderDocument, HandOverDocument, TakeBackDocument } from './acts'
import { Card } from './Card'
import { type Incident, isOver, type Step } from './incident'
import { LevelMark } from './marks'
import { handersOver, orderOf, useOrderFields } from './order'
import { ResponseDialog } from './ResponseDialog'
import type { Scene } from './scene/scene'
import { useAct } from './useAct'
import { useReasonWords } from './words'

type Open = 'start' | 'adjust' | 'end' | 'handOver' | 'takeBack'

/** What the office proposes and who may start it; what runs, by whose word; where command lies. */
export function ResponseCard({ incident, scene }: { incident: Incident; scene: Scene | null }) {
  const { t } = useTranslation()
  const { reason } = useReasonWords()
  const may = useMay()('incident:write') && !isOver(incident)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const held = useContext(ViewerContext)?.posts.map((p) => p.role as string) ?? []
  const byWhom = useOrderFields()(handersOver(incident.startedBy), held)
  const can: Open[] = incident.level
    ? [
        'adjust',
        incident.inSupport ? 'takeBack' : 'handOver',
        ...(incident.inSupport ? [] : (['end'] as const)),
      ]
    : incident.terminatedAt
      ? []
      : ['start']
  const posts = incident.proposalPosts.map((p) => t(`incident.post.${p}`)).join(t('incident.postJoin'))
  return (
    <Card
      title={t('incident.levelLabel')}
      acts={
        may &&
        can.map((what) => (
          <Button
            key={what}
            size="small"
            type={what === 'start' ? 'primary' : 'default'}
            onClick={() => setOpen(what)}
          >
            {t(`incident.${what}`)}
          </Button>
        ))
      }
    >
      <p>
        <LevelMark level={incident.level} />{' '}
        {incident.startedBy && incident.startedAt && incident.level && (
          <span className="console-soft">
            {t('incident.startedBy', {
              at: dateAndMinute(incident.startedAt),
              post: t(`incident.post.${incident.startedBy}`),
            })}
          </span>
        )}
      </p>
      {incident.commandPost && (
        <p>
          {t('incident.commandPost')}: {incident.commandPost}
          {incident.commandPostLead && ` · ${t('incident.commandPostLead')}: ${incident.commandPostLead}`}
        </p>
      )}
      {!isOver(incident) && !incident.terminatedAt && (
        <>
          <b>
            {incident.level === incident.proposedLevel
              ? t('incident.proposalHolds')
              : t('incident.proposal', { level: t(`incident.level.${incident.proposedLevel}`) })}
          </b>{' '}
          {incident.level !== incident.proposedLevel && t('incident.proposalPosts', { posts })}
          <ul>
            {incident.proposalReasons.map((r) => (
              <li key={r.article + r.text}>
                {reason(r.text)}
                {t('incident.article', { article: r.article })}
              </li>
            ))}
          </ul>
        </>
      )}
      {incident.steps.length > 0 && <b>{t('incident.steps')}</b>}
      <ul>
        {incident.steps.map((s) => (
          <StepLine key={s.id} step={s} />
        ))}
        {incident.handOvers.map((h) => (
          <li key={h.id}>
            {t('incident.handedOver', { at: dateAndMinute(h.at), to: h.to, by: h.receivedBy })}
            <br />
            <small className="console-soft" title={h.signature}>
              {t('incident.signature')} {h.signature.slice(0, 16)}…
            </small>{' '}
            <Link to="/console/handovers/$handOver" params={{ handOver: h.id }} target="_blank">
              {t('aftermath.snapshot.open')}
            </Link>
            {h.takenBackAt && (
              <div>
                {t('incident.takenBack', { at: dateAndMinute(h.takenBackAt), reason: h.takenBackReason })}
              </div>
            )}
          </li>
        ))}
      </ul>
      {(open === 'start' || open === 'adjust' || open === 'end') && (
        <ResponseDialog incident={incident} scene={scene} step={open} onClose={close} />
      )}
      {open === 'handOver' && (
        <ActDialog
          title={t('incident.handOver')}
          draft={`handover:${incident.id}`}
          bounds={bounds.HandOverInput}
          fields={[
            ...byWhom,
            { name: 'to', label: t('incident.handOverTo'), kind: 'text', required: true },
            { name: 'receivedBy', label: t('incident.handOverReceived'), kind: 'text', required: true },
            { name: 'at', label: t('incident.orderAt'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) =>
            act(HandOverDocument, {
              incident: incident.id,
              to: textOf(v.to) ?? '',
              receivedBy: textOf(v.receivedBy) ?? '',
              order: orderOf(v),
            })
          }
          onClose={close}
        />
      )}
      {open === 'takeBack' && (
        <ActDialog
          title={t('incident.takeBack')}
          draft={`takeback:${incident.id}`}
          bounds={bounds.IncidentStepInput}
          fields={[
            ...byWhom,
            { name: 'at', label: t('incident.orderAt'), kind: 'instant', hint: t('incident.nowHint') },
            { name: 'reason', label: t('incident.reason'), kind: 'area', required: true },
          ]}
          submit={(act, v) =>
            act(TakeBackDocument, { incident: incident.id, reason: textOf(v.reason), order: orderOf(v) })
          }
          onClose={close}
        />
      )}
    </Card>
  )
}

/** One step; a spoken order is confirmed here by who holds its post. */
function StepLine({ step: s }: { step: Step }) {
  const { t } = useTranslation()
  const act = useAct()
  const held = useContext(ViewerContext)?.posts.map((p) => p.role as string) ?? []
  return (
    <li>
      {dateAndMinute(s.at)} <b>{t(`incident.step.${s.action}`)}</b>{' '}
      {s.level && t(`incident.level.${s.level}`)} · {t(`incident.post.${s.post}`)} {s.orderedBy}
      {s.inSteadOf && ` (${t('incident.stepInStead', { name: s.inSteadOf })})`}
      {s.reason && ` · ${s.reason}`}
      {s.byVoice && (
        <div className="console-soft">
          {s.confirmedAt
            ? t('incident.stepConfirmed', { by: s.confirmedBy, at: dateAndMinute(s.confirmedAt) })
            : t('incident.stepByVoice', { by: s.enteredBy })}{' '}
          {!s.confirmedAt && held.includes(s.post) && (
            <Button
              size="small"
              type="primary"
              onClick={() => void act(ConfirmOrderDocument, { step: s.id })}
            >
              {t('incident.confirm')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
