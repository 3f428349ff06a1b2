import './enrol.css'
import { useEffect, useState } from 'react'
import { type Enrolment, enrol, inspectCode } from '@/gql/access'
import type { Refused } from '@/gql/rest'
import { useTranslation } from '@/i18n'
import { CardPage } from '@/ui/CardPage'
import { EnrolPerson } from './EnrolPerson'
import { EnrolPhone } from './EnrolPhone'
import { Failure } from './Failure'
import { Recover } from './Recover'

/** Takes the code out of the link's fragment and the fragment out of the address bar and the history. */
function takeCode(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? ''
  if (location.hash) history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

// Read once, before anything is drawn and however often the component is.
const linkCode = takeCode()

/** Exchanges a one-time code: at once for a display, after what it asks for a person or a phone. */
export function Enrol() {
  const { t } = useTranslation()
  const [code, setCode] = useState(linkCode)
  const [invitation, setInvitation] = useState<Enrolment | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)

  const present = async (presented: string) => {
    setBusy(true)
    setRefused(null)
    const inspected = await inspectCode(presented.trim())
    if ('refused' in inspected) setRefused(inspected.refused)
    else if (inspected.ok.kind !== 'WALL') setInvitation(inspected.ok)
    else {
      const enrolled = await enrol({ code: presented.trim() })
      if ('refused' in enrolled) setRefused(enrolled.refused)
      else location.replace('/wall')
    }
    setBusy(false)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the link's code is presented once
  useEffect(() => {
    if (linkCode) void present(linkCode)
  }, [])

  const person = invitation?.person ?? ''
  if (invitation?.kind === 'PERSON') return <EnrolPerson code={code.trim()} />
  if (invitation?.kind === 'RECOVERY') return <Recover code={code.trim()} person={person} />
  if (invitation?.kind === 'FIELD_DEVICE') return <EnrolPhone code={code.trim()} person={person} />
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
        <Failure refused={refused} forbidden={t('enrol.refused')} />
        <button type="submit" disabled={busy || !code.trim()}>
          {busy ? t('enrol.busy') : t('enrol.submit')}
        </button>
      </form>
    </CardPage>
  )
}
