import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from '@/i18n'
import { minuteOfDay } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { useOutgoing } from './outbox/useOutbox'
import { usePhoneNow } from './phoneNow'
import { reload, useRenewed } from './update'
import { type Kept, useHeard } from './useKept'

/** Whether the phone has a network at all, as it says itself. */
function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const read = () => setOnline(navigator.onLine)
    for (const event of ['online', 'offline']) window.addEventListener(event, read)
    return () => {
      for (const event of ['online', 'offline']) window.removeEventListener(event, read)
    }
  }, [])
  return online
}

/** How old what is shown is; never calls live what is not. */
export function Freshness({ kept }: { kept: Kept<unknown> }) {
  const { t } = useTranslation()
  const ago = useAgo()
  const online = useOnline()
  const heard = useHeard()
  const now = usePhoneNow()
  if (kept.live)
    return (
      <p className="field-fresh live" role="status">
        {t('field.live')} · {minuteOfDay(now)}
      </p>
    )
  const why = online ? (heard ? t('field.reading') : t('field.noHub')) : t('field.offline')
  return (
    <p className="field-fresh old" role="status">
      {kept.readAt === null
        ? t(heard ? 'field.reading' : 'field.neverRead')
        : `${t('field.asOf', { at: minuteOfDay(kept.readAt), ago: ago(new Date(kept.readAt).toISOString(), now) })} · ${why}`}
    </p>
  )
}

export function NotAdmitted() {
  const { t } = useTranslation()
  return (
    <section className="field-card alarm" role="alert">
      <h2>{t('field.notAdmitted.title')}</h2>
      <p>{t('field.notAdmitted.text')}</p>
      <a className="field-button" href="/signin">
        {t('field.notAdmitted.signIn')}
      </a>
    </section>
  )
}

/** A newer program is on the phone; it is loaded when the person says so. */
export function Renewed() {
  const { t } = useTranslation()
  if (!useRenewed()) return null
  return (
    <button type="button" className="field-renewed" onClick={reload}>
      {t('field.update')}
    </button>
  )
}

/** What has not arrived is always in sight. */
export function OutboxStrip({ owner }: { owner: string }) {
  const { t } = useTranslation()
  const { entries } = useOutgoing()
  const mine = entries.filter((e) => e.owner === owner)
  const waiting = mine.filter((e) => e.state === 'waiting' || e.state === 'sending').length
  const trouble = mine.filter((e) => e.state === 'refused' || e.state === 'conflict').length
  if (waiting + trouble === 0) return null
  return (
    <Link
      to="/field/{-$section}"
      params={{ section: 'outbox' }}
      className={trouble ? 'field-strip trouble' : 'field-strip'}
    >
      {waiting > 0 && <span>{t('field.outbox.strip', { waiting })}</span>}
      {trouble > 0 && <b>{t('field.outbox.stripTrouble', { n: trouble })}</b>}
    </Link>
  )
}

const places = ['incident', 'tasks', 'report', 'call', 'more'] as const
const marks = { incident: '◈', tasks: '☑', report: '✚', call: '☎', more: '≡' }

export function Nav({ section, label }: { section: string; label: string }) {
  const { t } = useTranslation()
  const at = places.find((p) => p === section) ?? 'more'
  return (
    <nav className="field-nav" aria-label={label}>
      {places.map((p) => (
        <Link
          key={p}
          to="/field/{-$section}"
          params={{ section: p === 'incident' ? undefined : p }}
          activeOptions={{ exact: true }}
          aria-current={p === at ? 'page' : undefined}
        >
          <span aria-hidden="true">{marks[p]}</span>
          {t(`field.nav.${p}`)}
        </Link>
      ))}
    </nav>
  )
}
