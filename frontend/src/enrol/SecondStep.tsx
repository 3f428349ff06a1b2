import { type FormEvent, useState } from 'react'
import { type Door, type Factor, secondPasskey, secondTotp } from '@/gql/access'
import type { Answer, Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'

/** The second step of a sign-in: a code of the authenticator, or a passkey. */
export function SecondStep({ second, door, onBack }: { second: Factor[]; door: Door; onBack(): void }) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)

  const take = async (step: Promise<Answer<null>>) => {
    setBusy(true)
    const done = await step
    setBusy(false)
    if ('refused' in done) setRefused(done.refused)
    else location.replace('/console')
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void take(secondTotp(String(new FormData(event.currentTarget).get('code') ?? '')))
  }
  const byPasskey = second.includes('passkey')
  const here = door.passkeys === location.origin
  return (
    <CardPage
      title={t('account.door.secondTitle')}
      aside={
        <button type="button" className="quiet-button" onClick={onBack}>
          {t('account.door.back')}
        </button>
      }
    >
      <p>{t('account.door.secondExplained')}</p>
      <Failure
        refused={refused}
        forbidden={t('account.door.wrongCode')}
        words={{ CONFLICT: t('account.door.expired'), CANCELLED: t('account.door.passkeyCancelled') }}
      />
      {second.includes('totp') && (
        <form onSubmit={submit}>
          <label>
            {t('account.door.code')}
            <input
              name="code"
              className="card-code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9 ]{6,7}"
              maxLength={7}
              required
              // biome-ignore lint/a11y/noAutofocus: the page asks for nothing else
              autoFocus
            />
          </label>
          <button type="submit" disabled={busy}>
            {busy ? t('enrol.busy') : t('account.door.submitCode')}
          </button>
        </form>
      )}
      {second.includes('totp') && byPasskey && <div className="card-or">{t('account.door.or')}</div>}
      {byPasskey && here && (
        <button
          type="button"
          className="card-choice"
          disabled={busy}
          onClick={() => void take(secondPasskey())}
        >
          {t('account.door.passkey')}
        </button>
      )}
      {byPasskey && !here && (
        <p>
          {door.passkeys
            ? t('account.door.passkeyElsewhere', { address: door.passkeys })
            : t('account.door.passkeyNowhere')}
        </p>
      )}
    </CardPage>
  )
}
