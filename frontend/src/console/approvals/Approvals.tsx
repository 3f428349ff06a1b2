import './approvals.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateAndMinute, stopwatch } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { ConfirmOrderDocument } from '../incidents/acts'
import { ReleaseStep } from '../incidents/scene/ReleaseStep'
import { useAct } from '../incidents/useAct'
import { useApprovals } from './useApprovals'
import type { Waiting } from './waiting'

/** A reading that is older than this no longer tells that nothing waits. */
const STALE_MS = 90_000

/** Everything that waits for who is at the desk, what is late or oldest first, to be done here by keyboard. */
export function Approvals() {
  const { t } = useTranslation()
  const now = useNow().server
  const ago = useAgo()
  const approvals = useApprovals()
  const waiting = approvals?.value
  const readAt = approvals?.readAt ?? null
  if (!waiting) return <p className="console-soft">{t('approvals.reading')}</p>
  const stale = readAt === null || now === null || now - readAt > STALE_MS
  return (
    <>
      <p className={stale ? 'approvals-stale' : 'console-note'} role="status">
        {stale && <b>{t('approvals.unread')} </b>}
        {t('approvals.asOf', {
          ago: ago(readAt === null ? null : new Date(readAt).toISOString(), now),
          n: waiting.length,
        })}{' '}
        {waiting.length > 0 && <span className="by-keyboard">{t('approvals.hint')}</span>}
      </p>
      {waiting.length === 0 && !stale && <p className="approvals-none">{t('approvals.none')}</p>}
      <ul className="approvals" onKeyDown={moveFocus}>
        {waiting.map((w) => (
          <Row key={`${w.kind}${w.id}`} waiting={w} now={now} />
        ))}
      </ul>
    </>
  )
}

/** Up and down go from one thing to the next. */
function moveFocus(e: KeyboardEvent<HTMLUListElement>) {
  const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || (e.target as HTMLElement).closest('.ant-modal')) return
  const acts = [...e.currentTarget.querySelectorAll<HTMLElement>('.approvals-act')]
  const at = acts.indexOf(document.activeElement as HTMLElement)
  acts[Math.max(0, Math.min(acts.length - 1, at + step))]?.focus()
  e.preventDefault()
}

function Row({ waiting, now }: { waiting: Waiting; now: number | null }) {
  const { t } = useTranslation()
  const { kind, since, due } = waiting
  const late = due !== null && now !== null && Date.parse(due) <= now
  const incident = kind === 'shift' ? null : waiting.incident
  return (
    <li data-waiting={kind}>
      <Tag color="blue">{t(`approvals.kind.${kind}`)}</Tag>
      <div>
        <b>
          <What waiting={waiting} />
        </b>
        {incident && (
          <small className="console-soft">
            {incident.exercise && `${t('incident.exercise')} · `}
            <Link to="/console/{-$section}/{-$item}" params={{ section: 'incidents', item: incident.id }}>
              {incident.number} {incident.title}
            </Link>
          </small>
        )}
      </div>
      <div className="approvals-age">
        {due && (
          <b className={late ? 'incident-mark clock-LATE' : undefined}>
            {late && `${t('incident.clockState.LATE')} `}
            {t('approvals.due', { at: dateAndMinute(due) })}
          </b>
        )}
        <small>
          {t('approvals.waitingSince', { age: now === null ? '—' : stopwatch(now - Date.parse(since)) })}
        </small>
      </div>
      <ActOn waiting={waiting} />
    </li>
  )
}

function What({ waiting: w }: { waiting: Waiting }) {
  const { t } = useTranslation()
  switch (w.kind) {
    case 'report':
      return t('approvals.reportOf', {
        kind: t(`incident.report.${w.report.kind}`),
        at: dateAndMinute(w.report.draftedAt),
      })
    case 'order':
      return t('approvals.orderOf', {
        post: t(`incident.post.${w.step.post}`),
        what: `${t(`incident.step.${w.step.action}`)} ${w.step.level ? t(`incident.level.${w.step.level}`) : ''}`,
        by: w.step.enteredBy,
      })
    case 'release':
      return w.release.title
    case 'proposal':
      return t('approvals.proposalOf', { level: t(`incident.level.${w.incident.proposedLevel}`) })
    case 'shift':
      return t('approvals.shiftOf', { name: w.change.handedBy, at: dateAndMinute(w.change.at) })
  }
}

/** Acts here where one look is enough; leads to where the rest stands where it is not. */
function ActOn({ waiting: w }: { waiting: Waiting }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const act = useAct()
  const [seen, setSeen] = useState<Extract<Waiting, { kind: 'release' }>['release'] | null>(null)
  const [busy, setBusy] = useState(false)
  const open = () =>
    void navigate({
      to: '/console/{-$section}/{-$item}',
      params: w.kind === 'shift' ? { section: 'duty' } : { section: 'incidents', item: w.incident.id },
    })
  const confirm = async (step: string) => {
    setBusy(true)
    await act(ConfirmOrderDocument, { step })
    setBusy(false)
  }
  if (w.kind === 'order')
    return (
      <Button className="approvals-act" type="primary" loading={busy} onClick={() => void confirm(w.step.id)}>
        {t('incident.confirm')}
      </Button>
    )
  if (w.kind === 'release')
    return (
      <>
        <Button className="approvals-act" type="primary" onClick={() => setSeen(w.release)}>
          {t('scene.approve')}
        </Button>
        {seen && <ReleaseStep release={seen} now={w.release} step="approve" onClose={() => setSeen(null)} />}
      </>
    )
  return (
    <Button className="approvals-act" onClick={open}>
      {t('approvals.open')}
    </Button>
  )
}
