import { type FormEvent, useState } from 'react'
import { enrol } from '@/gql/access'
import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { fits } from '@/ui/passwordRule'
import { Failure } from './Failure'
import { PasswordFields } from './PasswordFields'

/** A new person chooses a user name and a password. */
export function EnrolPerson({ code }: { code: string }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [userName, setUserName] = useState('')
  const [password, setPassword] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const good = password !== null && fits(password, userName)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!good) return
    const displayName = String(new FormData(event.currentTarget).get('displayName') ?? '').trim()
    setBusy(true)
    const done = await enrol({ code, username: userName, displayName, password })
    setBusy(false)
    if ('refused' in done) setRefused(done.refused)
    else location.replace('/console')
  }

  return (
    <CardPage title={t('enrol.personTitle')}>
      <p>{t('enrol.personExplained')}</p>
      <form onSubmit={(e) => void submit(e)}>
        <label>
          {t('enrol.username')}
          <input
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            value={userName}
            onChange={(e) => setUserName(e.target.value.trim())}
            required
            pattern="[a-z][a-z0-9._\-]{2,31}"
            title={t('enrol.usernameRule')}
          />
          <small>{t('enrol.usernameRule')}</small>
        </label>
        <label>
          {t('enrol.displayName')}
          <input name="displayName" autoComplete="name" required maxLength={100} />
        </label>
        <PasswordFields userName={userName} onChange={setPassword} />
        <Failure
          refused={refused}
          forbidden={t('enrol.refused')}
          words={{ 'INVALID.username': t('account.enrol.refusedUsername') }}
        />
        <button type="submit" disabled={busy || !good}>
          {busy ? t('enrol.busy') : t('enrol.create')}
        </button>
      </form>
    </CardPage>
  )
}
