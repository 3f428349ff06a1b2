import { useEffect, useId, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { database, type Picture } from './database'
import type { FieldIncident, FieldParts } from './documents'
import type { Act, Counts, Place } from './outbox/entry'
import { phoneNow } from './phoneNow'
import { placeNow } from './place'
import { shrink } from './shrink'
import { useAdding } from './useAdding'
import { useRemembered } from './useRemembered'

const figures = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing', 'atRisk'] as const
const MOST = bounds.ReportFromSceneInput.text

/** Of a picture's words, as the hub takes them. */
const MOST_CAPTION = 160

type Shot = Picture & { id: number; caption: string }

/** Pictures of the report that is being written; they outlive the page, which a camera may push out. */
function useShots(incident: string) {
  const [shots, setShots] = useState<readonly Shot[]>([])
  const read = async () => {
    const db = await database()
    const [keys, all] = [await db.getAllKeys('drafts'), await db.getAll('drafts')]
    setShots(
      all.flatMap((s, i) =>
        s.incident === incident ? [{ ...s, caption: s.caption ?? '', id: keys[i] ?? 0 }] : [],
      ),
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew for another incident
  useEffect(() => void read(), [incident])
  return {
    shots,
    read,
    keep: async (picture: Picture) => {
      await (await database()).add('drafts', { ...picture, incident })
      await read()
    },
    describe: async (id: number, caption: string) => {
      setShots((all) => all.map((s) => (s.id === id ? { ...s, caption } : s)))
      const tx = (await database()).transaction('drafts', 'readwrite')
      const found = await tx.store.get(id)
      if (found) await tx.store.put({ ...found, caption }, id)
      await tx.done
    },
    remove: async (id: number) => {
      await (await database()).delete('drafts', id)
      await read()
    },
  }
}

export function ReportScreen({
  incident,
  parts,
}: {
  incident: FieldIncident | null
  parts: FieldParts | null
}) {
  const { t } = useTranslation()
  return (
    <>
      <h1>{t('field.report.title')}</h1>
      {incident ? (
        <>
          <p className="field-soft">{`${incident.number} ${incident.title}`}</p>
          <Form incident={incident.id} />
          <Past parts={parts} />
        </>
      ) : (
        <p className="field-empty">{t('field.noIncident')}</p>
      )}
    </>
  )
}

/** Numbers by thumb, where empty is not known; words; pictures. Kept while it is written. */
function Form({ incident }: { incident: string }) {
  const { t } = useTranslation()
  const id = useId()
  const [draft, setDraft] = useRemembered(`field.draft.${incident}`)
  const { text, counts }: { text: string; counts: Counts } = draft
    ? JSON.parse(draft)
    : { text: '', counts: {} }
  const write = (change: { text?: string; counts?: Counts }) =>
    setDraft(JSON.stringify({ text, counts, ...change }))
  const { shots, keep, describe, remove, read } = useShots(incident)
  const [withPlace, setWithPlace] = useRemembered('field.place')
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { add, failure } = useAdding()

  const set = (f: (typeof figures)[number], n: number | undefined) => {
    const { [f]: _, ...rest } = counts
    write({ counts: n === undefined ? rest : { ...rest, [f]: n } })
  }
  const take = async (files: FileList | null) => {
    setBusy(true)
    setTold(null)
    for (const file of files ?? []) {
      try {
        await keep({ bytes: await shrink(file), takenAt: new Date(phoneNow()).toISOString() })
      } catch (cause) {
        const full = cause instanceof DOMException && cause.name === 'QuotaExceededError'
        setTold(t(full ? 'field.outbox.full' : 'field.report.badPhoto'))
      }
    }
    setBusy(false)
  }
  const send = async () => {
    const said = text.trim() !== '' || Object.keys(counts).length > 0
    if (!said && shots.length === 0) return setTold(t('field.report.empty'))
    setBusy(true)
    const place: Place | null = withPlace ? await placeNow() : null
    const acts: { act: Act; picture?: Picture }[] = said
      ? [{ act: { kind: 'report', text: text.trim(), counts, place } }]
      : []
    for (const { bytes, takenAt, caption } of shots)
      acts.push({
        act: { kind: 'photo', caption: caption.trim(), takenAt, place, report: null },
        picture: { bytes, takenAt },
      })
    if (await add(incident, acts)) {
      setDraft(null)
      await read()
      setTold(
        withPlace && !place
          ? `${t('field.report.queued')} ${t('field.report.placeDenied')}`
          : t('field.report.queued'),
      )
    }
    setBusy(false)
  }

  return (
    <form
      className="field-form"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
    >
      <label className="field-label" htmlFor={id}>
        {t('field.report.text')}
      </label>
      <textarea
        id={id}
        rows={4}
        maxLength={MOST}
        value={text}
        onChange={(e) => write({ text: e.target.value })}
      />
      <fieldset>
        <legend>{t('field.report.counts')}</legend>
        {figures.map((f) => {
          const what = t(`incident.figure.${f}`)
          const n = counts[f]
          return (
            <div key={f} className="field-stepper">
              <span>{what}</span>
              <button
                type="button"
                aria-label={t(n === 0 ? 'field.report.clear' : 'field.report.less', { what })}
                onClick={() => set(f, n === 0 ? undefined : Math.max(0, (n ?? 1) - 1))}
              >
                {n === 0 ? '×' : '−'}
              </button>
              <output className={n === undefined ? 'unknown' : undefined}>{n ?? t('field.unknown')}</output>
              <button
                type="button"
                aria-label={t('field.report.moreOf', { what })}
                onClick={() => set(f, (n ?? 0) + 1)}
              >
                +
              </button>
            </div>
          )
        })}
      </fieldset>
      <label className="field-button field-camera">
        {busy ? t('field.report.shrinking') : t('field.report.photo')}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          multiple
          disabled={busy}
          onChange={(e) => {
            void take(e.target.files)
            e.target.value = ''
          }}
        />
      </label>
      {shots.length > 0 && (
        <>
          <p>{t('field.report.photos', { n: shots.length })}</p>
          <ul className="field-shots">
            {shots.map((s, i) => (
              <li key={s.id}>
                <Thumb bytes={s.bytes} />
                <input
                  type="text"
                  maxLength={MOST_CAPTION}
                  aria-label={t('field.report.captionOf', { n: i + 1 })}
                  placeholder={t('field.report.caption')}
                  value={s.caption}
                  onChange={(e) => void describe(s.id, e.target.value)}
                />
                <button
                  type="button"
                  aria-label={t('field.report.removePhoto', { n: i + 1 })}
                  onClick={() => void remove(s.id)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <label className="field-check">
        <input
          type="checkbox"
          checked={withPlace !== null}
          onChange={(e) => setWithPlace(e.target.checked ? 'yes' : null)}
        />
        <span>
          {t('field.report.place')} <small>{t('field.report.placeWhy')}</small>
        </span>
      </label>
      {(failure ?? told) && (
        <p className={failure ? 'failure' : 'field-told'} role="status">
          {failure ?? told}
        </p>
      )}
      <button type="submit" className="main" disabled={busy}>
        {t('field.report.send')}
      </button>
      <p className="field-soft">{t('field.report.unverified')}</p>
    </form>
  )
}

/** A picture from its bytes. */
export function Thumb({ bytes }: { bytes: ArrayBuffer }) {
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  return url ? <img src={url} alt="" /> : null
}

function Past({ parts }: { parts: FieldParts | null }) {
  const { t } = useTranslation()
  if (!parts?.sceneReports) return null
  return (
    <section className="field-card">
      <h2>{t('field.report.past')}</h2>
      {parts.sceneReports.length === 0 && <p>{t('field.report.pastNone')}</p>}
      {parts.sceneReports.toReversed().map((r) => (
        <p key={r.id}>
          <b>{dateAndMinute(r.seenAt)}</b> {r.by} · {t(`field.report.state.${r.state}`)}
          <br />
          {r.text}
        </p>
      ))}
    </section>
  )
}
