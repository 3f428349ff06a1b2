import { useCallback, useState } from 'react'
import { useClient } from 'urql'
import { useNamed, useTranslation } from '@/i18n'
import { shortDateTime } from '@/ui/format'
import { type FieldCalls, FieldCallsDocument, type FieldGroup } from './documents'
import { Freshness } from './Frame'
import { phoneNow } from './phoneNow'
import { useKept } from './useKept'

/** Who is on duty, and every unit, at one tap. */
export function Calls({ group }: { group: FieldGroup | null }) {
  const { t } = useTranslation()
  const named = useNamed()
  const client = useClient()
  const [find, setFind] = useState('')
  const read = useCallback(async (): Promise<FieldCalls | null> => {
    const { data } = await client.query(FieldCallsDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    return data?.onDuty || data?.contactBook ? data : null
  }, [client])
  const kept = useKept('calls', read)
  const { value } = kept
  const ofGroup = (name: string) => group !== null && [...group.leads, ...group.members].includes(name)
  const units = (value?.contactBook ?? [])
    .filter(
      (u) =>
        u.contacts.length > 0 &&
        `${u.organisation.name} ${u.organisation.nameEn}`.toLowerCase().includes(find.toLowerCase()),
    )
    .toSorted((a, b) => Number(ofGroup(b.organisation.name)) - Number(ofGroup(a.organisation.name)))
  const onDuty = (value?.onDuty ?? []).filter((s) => Date.parse(s.until) > phoneNow())
  return (
    <>
      <Freshness kept={kept} />
      <h1>{t('field.call.title')}</h1>
      <section className="field-card">
        <h2>{t('field.call.desk')}</h2>
        {value && onDuty.length === 0 && <p>{t('field.call.nobody')}</p>}
        {onDuty.map((s) => (
          <Dial
            key={s.id}
            name={s.name}
            phone={s.phone ?? ''}
            note={`${t(`field.call.duty.${s.duty}`)} · ${named(s.organisation)} · ${t('field.call.until', { at: shortDateTime(s.until) })}`}
          />
        ))}
      </section>
      <section className="field-card">
        <h2>{t('field.call.units')}</h2>
        <label className="field-label">
          {t('field.call.filter')}
          <input type="search" value={find} onChange={(e) => setFind(e.target.value)} />
        </label>
        {value && units.length === 0 && <p>{t('field.call.none')}</p>}
        {units.map((u) => (
          <div key={u.organisation.code}>
            <h3>{named(u.organisation)}</h3>
            {u.contacts.map((c) => (
              <Dial
                key={c.id}
                name={c.name}
                phone={c.phone}
                note={[t(`field.call.kind.${c.kind}`), c.means].filter(Boolean).join(' · ')}
              />
            ))}
          </div>
        ))}
      </section>
    </>
  )
}

function Dial({ name, phone, note }: { name: string; phone: string; note: string }) {
  const { t } = useTranslation()
  if (!phone)
    return (
      <p>
        {name} · {note} · {t('field.call.noNumber')}
      </p>
    )
  return (
    <a className="field-button field-call" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <span>
        {name} <small>{note}</small>
      </span>
      <b>{phone}</b>
    </a>
  )
}
