import { type FormEvent, useEffect, useState } from 'react'
import { type Enrolment, enrol, inspectCode } from '@/gql/access'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { Failure } from './Failure'

/** Takes the code out of the link's fragment and the fragment out of the address bar and the history. */
function takeCode(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? ''
  if (location.hash) history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

// Read once, before anything is drawn and however often the component is.
const linkCode = takeCode()

/** Exchanges a one-time code: at once for a display, after a name and password for a person. */
export function Enrol() {
  const { t } = useTranslation()
  const [code, setCode] = useState(linkCode)
  const [invitation, setInvitation] = useState<Enrolment | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const present = async (presented: string) => {
    setBusy(true)
    setFailure(null)
    const inspected = await inspectCode(presented.trim())
    if ('refused' in inspected) setFailure(inspected.refused.code)
    else if (inspected.ok.kind === 'PERSON') setInvitation(inspected.ok)
    else {
      const enrolled = await enrol({ code: presented.trim() })
      if ('refused' in enrolled) setFailure(enrolled.refused.code)
      else location.replace('/wall')
    }
    setBusy(false)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the link's code is presented once
  useEffect(() => {
    if (linkCode) void present(linkCode)
  }, [])

  if (invitation) return <PersonForm code={code.trim()} />
  return (
    <CardPage title={t('enrol.title')} aside={<a href="/signin">{t('enrol.haveAccount')}</a>}>
      <p>{t('enrol.explained')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void present(code)
        }}
      >
        <label>
          {t('enrol.code')}
          <input
            value={code}
            onChange={(e) => setCode(e.target.value)}
            autoComplete="off"
            spellCheck={false}
            required
          />
        </label>
        <Failure code={failure} forbidden={t('enrol.refused')} />
        <button type="submit" disabled={busy || !code.trim()}>
          {busy ? t('enrol.busy') : t('enrol.submit')}
        </button>
      </form>
    </CardPage>
  )
}

function PersonForm({ code }: { code: string }) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<string | null>(null)
  const [mismatch, setMismatch] = useState(false)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const differs = text('password') !== text('again')
    setMismatch(differs)
    if (differs) return
    setBusy(true)
    const done = await enrol({
      code,
      username: text('username').trim(),
      displayName: text('displayName').trim(),
      password: text('password'),
    })
    setBusy(false)
    if ('refused' in done) setFailure(done.refused.code)
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
        <label>
          {t('enrol.password')}
          <input name="password" type="password" autoComplete="new-password" required minLength={10} />
          <small>{t('enrol.passwordRule')}</small>
        </label>
        <label>
          {t('enrol.again')}
          <input name="again" type="password" autoComplete="new-password" required />
        </label>
        {mismatch && <p className="failure">{t('enrol.mismatch')}</p>}
        <Failure code={failure} forbidden={t('enrol.refused')} />
        <button type="submit" disabled={busy}>
          {busy ? t('enrol.busy') : t('enrol.create')}
        </button>
      </form>
    </CardPage>
  )
}
