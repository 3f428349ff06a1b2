import { type FormEvent, useState } from 'react'
import { signIn } from '@/gql/access'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'

/** A person's session begins here. */
export function SignIn() {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const done = await signIn(String(form.get('username') ?? '').trim(), String(form.get('password') ?? ''))
    setBusy(false)
    if ('refused' in done) setFailure(done.refused.code)
    else location.replace('/console')
  }

  return (
    <CardPage
      title={t('signIn.title')}
      aside={
        <>
          <a href="/enrol">{t('signIn.haveCode')}</a> · <a href="/help">{t('help.title')}</a>
        </>
      }
    >
      <form onSubmit={(e) => void submit(e)}>
        <label>
          {t('enrol.username')}
          <input name="username" autoComplete="username" required />
        </label>
        <label>
          {t('enrol.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Failure code={failure} forbidden={t('signIn.refused')} />
        <button type="submit" disabled={busy}>
          {busy ? t('enrol.busy') : t('signIn.submit')}
        </button>
      </form>
    </CardPage>
  )
}
