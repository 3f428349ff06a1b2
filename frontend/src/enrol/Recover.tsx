import { type FormEvent, useState } from 'react'
import { enrol } from '@/gql/access'
import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'
import { PasswordFields } from './PasswordFields'

/** A person who lost their password sets a new one. */
export function Recover({ code, person }: { code: string; person: string }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (password === null) return
    setBusy(true)
    const done = await enrol({ code, password })
    setBusy(false)
    if ('refused' in done) setRefused(done.refused)
    else location.replace('/console')
  }

  return (
    <CardPage title={t('account.enrol.recoveryTitle')}>
      <p>{t('account.enrol.recoveryExplained', { name: person })}</p>
      <form onSubmit={(e) => void submit(e)}>
        <input name="username" autoComplete="username" value={person} readOnly hidden />
        <PasswordFields userName={person} onChange={setPassword} />
        <Failure
          refused={refused}
          forbidden={t('enrol.refused')}
          words={{ 'INVALID.password': t('account.enrol.reused') }}
        />
        <button type="submit" disabled={busy || password === null}>
          {busy ? t('enrol.busy') : t('account.enrol.recover')}
        </button>
      </form>
    </CardPage>
  )
}
