import { useEffect, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { signOutPhone } from '@/gql/phone'
import { useTranslation } from '@/i18n'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { FieldHubDocument } from './documents'
import { forgetAll } from './forget'
import { InstallCard } from './Install'
import { useOutgoing } from './outbox/useOutbox'
import { endPush } from './push/usePush'
import { build } from './update'

/** What this phone is, how it is put on the home screen, and how it is left. */
export function PhoneScreen({ owner, kind }: { owner: string; kind: string | null }) {
  const { t } = useTranslation()
  const client = useClient()
  const { entries } = useOutgoing()
  const [hub] = useQuery({ query: FieldHubDocument, requestPolicy: 'network-only' })
  const unsent = entries.filter((e) => e.state !== 'sent').length
  const [kept, setKept] = useState<{ persisted: boolean; mb: string } | null>(null)
  const [sure, setSure] = useState(false)
  const [failed, setFailed] = useState(false)
  const look = async () => {
    const [persisted, used] = [await navigator.storage?.persisted?.(), await navigator.storage?.estimate?.()]
    setKept({ persisted: persisted ?? false, mb: ((used?.usage ?? 0) / 1e6).toFixed(1) })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once
  useEffect(() => void look(), [])
  const ready = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null
  const forget = async () => {
    await endPush(client)
    const answer = await signOutPhone()
    if ('refused' in answer) return setFailed(true)
    await forgetAll()
    location.replace('/field')
  }
  const rows: [string, string][] = [
    [t('field.phone.whose'), owner],
    [
      t('field.phone.kind'),
      kind === null
        ? t('field.unknown')
        : t(kind === 'FIELD_DEVICE' ? 'field.phone.enrolled' : 'field.phone.person'),
    ],
    [t('field.phone.version'), build ?? t('field.unknown')],
    [t('field.phone.hubVersion'), hub.data?.hub.version ?? t('field.unknown')],
    [t('field.phone.offlineReady'), t(ready ? 'field.phone.ready' : 'field.phone.notReady')],
    [
      t('field.phone.storage'),
      kept
        ? `${t(kept.persisted ? 'field.phone.persisted' : 'field.phone.notPersisted')} · ${t('field.phone.used', { mb: kept.mb })}`
        : '',
    ],
  ]
  return (
    <>
      <h1>{t('field.phone.title')}</h1>
      <dl className="field-rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {kept && !kept.persisted && (
        <button
          type="button"
          className="field-button"
          onClick={() => void navigator.storage?.persist?.().then(look)}
        >
          {t('field.phone.askPersist')}
        </button>
      )}
      <InstallCard />
      <p>
        {t('field.phone.language')} <LanguageSwitch />
      </p>
      {failed && (
        <p className="failure" role="alert">
          {t('field.phone.forgetOffline')}
        </p>
      )}
      <button type="button" className="field-button" onClick={() => (sure ? void forget() : setSure(true))}>
        {sure
          ? unsent > 0
            ? t('field.phone.forgetWaiting', { n: unsent })
            : t('field.phone.forgetSure')
          : t('field.phone.forget')}
      </button>
    </>
  )
}
