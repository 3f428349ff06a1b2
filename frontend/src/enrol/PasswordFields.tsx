import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { PasswordRules } from '@/ui/PasswordRules'
import { fits } from '@/ui/passwordRule'

/** A new password, twice, with its rules; `onChange` gets it once it fits, else null. */
export function PasswordFields({
  userName,
  onChange,
}: {
  userName: string
  onChange(password: string | null): void
}) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const type = (next: string, nextAgain: string) => {
    setPassword(next)
    setAgain(nextAgain)
    onChange(fits(next, userName) && next === nextAgain ? next : null)
  }
  return (
    <>
      <label>
        {t('enrol.password')}
        <input
          name="password"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(e) => type(e.target.value, again)}
          required
        />
      </label>
      <label>
        {t('enrol.again')}
        <input
          name="again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(e) => type(password, e.target.value)}
          required
        />
      </label>
      <PasswordRules password={password} again={again} userName={userName} />
    </>
  )
}
