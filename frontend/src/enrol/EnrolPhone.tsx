import { useState } from 'react'
import { enrol } from '@/gql/access'
import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'

/** A person's phone takes its credential, and says whose it is. */
export function EnrolPhone({ code, person }: { code: string; person: string }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)

  const take = async () => {
    setBusy(true)
    const answer = await enrol({ code })
    setBusy(false)
    if ('refused' in answer) setRefused(answer.refused)
    else setDone(true)
  }

  if (done)
    return (
      <CardPage title={t('account.enrol.phoneDoneTitle')}>
        <p>{t('account.enrol.phoneDone', { name: person })}</p>
        <p>
          <a href="/field">{t('field.open')}</a>
        </p>
      </CardPage>
    )
  return (
    <CardPage title={t('account.enrol.phoneTitle')}>
      <p>{t('account.enrol.phoneExplained', { name: person })}</p>
      <Failure refused={refused} forbidden={t('enrol.refused')} />
      <button type="submit" disabled={busy} onClick={() => void take()}>
        {busy ? t('enrol.busy') : t('account.enrol.phone')}
      </button>
    </CardPage>
  )
}
