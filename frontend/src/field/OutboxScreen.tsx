import { useState } from 'react'
import { useTranslation } from '@/i18n'
import type { field as catalogue } from '@/i18n/field.zh'
import { minuteOfDay, shortDateTime } from '@/ui/format'
import { useReason } from '@/ui/useReason'
import type { FieldIncident } from './documents'
import type { Entry } from './outbox/entry'
import { sendsInBackground } from './outbox/sync'
import { outbox, useOutgoing } from './outbox/useOutbox'

/** All that was written here: what waits, what arrived and when, what needs the person. */
export function OutboxScreen({ owner, incidents }: { owner: string; incidents: readonly FieldIncident[] }) {
  const { t } = useTranslation()
  const { entries, halt } = useOutgoing()
  const mine = entries.filter((e) => e.owner === owner)
  const waiting = mine.some((e) => e.state === 'waiting')
  const foreign = entries.filter((e) => e.owner !== owner && e.state !== 'sent')
  const others = [...new Set(foreign.map((e) => e.owner))].map((who) => ({
    who,
    n: foreign.filter((e) => e.owner === who).length,
  }))
  const until = halt ? minuteOfDay(halt.until) : ''
  const why = {
    away: t('field.outbox.away'),
    later: t('field.outbox.busy', { at: until }),
    notAdmitted: t('field.outbox.notAdmitted'),
    upgrade: t('field.outbox.upgrade'),
  }
  return (
    <>
      <h1>{t('field.outbox.title')}</h1>
      {halt && waiting && (
        <p className={halt.cause === 'notAdmitted' ? 'failure' : 'field-told'} role="status">
          {why[halt.cause]}
        </p>
      )}
      <p className="field-soft">
        {t(sendsInBackground() ? 'field.outbox.background' : 'field.outbox.openOnly')}
      </p>
      {waiting && (
        <button type="button" className="field-button main" onClick={() => void outbox.flush()}>
          {t('field.outbox.now')}
        </button>
      )}
      {mine.length === 0 && <p className="field-empty">{t('field.outbox.empty')}</p>}
      {mine.toReversed().map((e) => (
        <EntryCard key={e.id} entry={e} incident={incidents.find((i) => i.id === e.incident)} />
      ))}
      {others.map(({ who, n }) => (
        <p key={who} className="field-card">
          {t('field.outbox.others', { who, n })}
        </p>
      ))}
    </>
  )
}

function EntryCard({ entry, incident }: { entry: Entry; incident: FieldIncident | undefined }) {
  const { t } = useTranslation()
  const say = useReason()
  const [sure, setSure] = useState(false)
  const [text, setText] = useState<string | null>(null)
  const { act, refusal, theirs } = entry
  const title =
    act.kind === 'task'
      ? t('field.outbox.kind.task', { state: t(`incident.taskState.${act.state}`) })
      : t(`field.outbox.kind.${act.kind}`)
  const words = t('field.outbox.why', { returnObjects: true }) as typeof catalogue.outbox.why &
    Record<string, string>
  const why = refusal && (say(refusal) ?? words[refusal.field] ?? words[refusal.code] ?? refusal.message)
  const said = act.kind === 'task' ? act.note : act.kind === 'report' ? act.text : act.caption
  const changed = (): Entry['act'] =>
    act.kind === 'task'
      ? { ...act, note: text ?? '' }
      : act.kind === 'report'
        ? { ...act, text: text ?? '' }
        : { ...act, caption: text ?? '' }
  return (
    <section className={`field-card entry ${entry.state}`}>
      <p className={`field-state ${entry.state}`}>
        {t(`field.outbox.state.${entry.state}`, { at: entry.sentAt ? minuteOfDay(entry.sentAt) : '' })}
      </p>
      <h2>{title}</h2>
      {act.kind === 'task' && <p>{act.title}</p>}
      {said && <p>{said}</p>}
      {act.kind === 'report' &&
        Object.entries(act.counts).map(([f, n]) => (
          <p key={f}>
            {t(`incident.figure.${f as 'deaths'}`)} <b>{n}</b>
          </p>
        ))}
      <p className="field-soft">
        {`${incident?.number ?? ''} ${t('field.outbox.made', { at: shortDateTime(entry.madeAt) })}`}
      </p>
      {why && (
        <p className="failure" role="alert">
          {t('field.outbox.refusedWhy', { why })}
        </p>
      )}
      {entry.state === 'conflict' && act.kind === 'task' && (
        <div className="field-sides" role="alert">
          <p>{t('field.outbox.conflictTitle')}</p>
          <div>
            <h3>{t('field.outbox.mine')}</h3>
            <b>{t(`incident.taskState.${act.state}`)}</b>
            <p>{act.note || t('field.outbox.noNote')}</p>
          </div>
          {theirs && (
            <div>
              <h3>{t('field.outbox.theirs')}</h3>
              <b>{t(`incident.taskState.${theirs.state}`)}</b>
              <p>{theirs.note || t('field.outbox.noNote')}</p>
              {theirs.at && (
                <p className="field-soft">
                  {t('field.outbox.theirsBy', { by: theirs.by, at: shortDateTime(theirs.at) })}
                </p>
              )}
            </div>
          )}
        </div>
      )}
      {text !== null && (
        <textarea
          aria-label={t('field.outbox.edit')}
          rows={3}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
      )}
      <div className="field-acts">
        {entry.state === 'conflict' && (
          <button type="button" className="main" onClick={() => void outbox.takeMine(entry.id)}>
            {t('field.outbox.takeMine')}
          </button>
        )}
        {entry.state === 'refused' && (
          <>
            {text === null && act.kind !== 'photo' && (
              <button type="button" onClick={() => setText(said)}>
                {t('field.outbox.edit')}
              </button>
            )}
            <button
              type="button"
              className="main"
              onClick={() => {
                void outbox.again(entry.id, text === null ? undefined : changed())
                setText(null)
              }}
            >
              {t('field.outbox.again')}
            </button>
          </>
        )}
        {entry.state !== 'sending' && entry.state !== 'sent' && (
          <button type="button" onClick={() => (sure ? void outbox.discard(entry.id) : setSure(true))}>
            {t(
              sure
                ? 'field.outbox.discardSure'
                : entry.state === 'conflict'
                  ? 'field.outbox.takeTheirs'
                  : 'field.outbox.discard',
            )}
          </button>
        )}
      </div>
    </section>
  )
}
