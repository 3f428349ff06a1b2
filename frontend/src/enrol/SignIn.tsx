import './enrol.css'
import { type FormEvent, useEffect, useState } from 'react'
import { COUNTY_SIGN_IN, type Door, door, type Factor, signIn, signOut } from '@/gql/access'
import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'
import { SecondStep } from './SecondStep'

const closed: Door = { oidc: false, passkeys: '', second: null }

/** A person's session begins here. */
export function SignIn() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(closed)
  const [second, setSecond] = useState<Factor[] | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    void door().then((told) => {
      if (!('ok' in told)) return
      setOpen(told.ok)
      setSecond(told.ok.second)
    })
  }, [])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const done = await signIn(String(form.get('username') ?? '').trim(), String(form.get('password') ?? ''))
    setBusy(false)
    if ('refused' in done) setRefused(done.refused)
    else if (done.ok) setSecond(done.ok.second)
    else location.replace('/console')
  }

  if (second)
    return (
      <SecondStep second={second} door={open} onBack={() => void signOut().then(() => setSecond(null))} />
    )
  return (
    <CardPage
      title={t('signIn.title')}
      aside={
        <>
          <a href="/enrol">{t('signIn.haveCode')}</a> · <a href="/help">{t('help.title')}</a>
        </>
      }
    >
      <CountyRefusal />
      <form onSubmit={(e) => void submit(e)}>
        <label>
          {t('enrol.username')}
          <input name="username" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          {t('enrol.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Failure refused={refused} forbidden={t('signIn.refused')} />
        <button type="submit" disabled={busy}>
          {busy ? t('enrol.busy') : t('signIn.submit')}
        </button>
      </form>
      {open.oidc && (
        <>
          <div className="card-or">{t('account.door.or')}</div>
          <a className="card-choice" href={COUNTY_SIGN_IN}>
            {t('account.door.county')}
          </a>
        </>
      )}
    </CardPage>
  )
}

const reasons = ['away', 'mismatch', 'service'] as const

/** Why the county's sign-in service, or the hub after it, let nobody in. */
function CountyRefusal() {
  const { t } = useTranslation()
  const query = new URLSearchParams(location.search)
  const why = query.get('refused')
  const name = query.get('name')
  if (!why) return null
  const known = reasons.find((reason) => reason === why)
  let text = t(`account.door.${known ?? 'service'}`)
  if (why === 'stranger')
    text = name ? t('account.door.stranger', { name }) : t('account.door.strangerNameless')
  return (
    <p className="failure" role="alert">
      {text}
    </p>
  )
}
