import { useTranslation } from '@/i18n'
import { passwordRules, rulesKept } from './passwordRule'

/** The rules of a password, each marked as soon as it is kept. */
export function PasswordRules({
  password,
  again,
  userName,
}: {
  password: string
  again: string
  userName: string
}) {
  const { t } = useTranslation()
  const kept = rulesKept(password, userName)
  const marks = [
    ...passwordRules.map((rule) => [rule, kept[rule]] as const),
    ['again', again !== '' && again === password] as const,
  ]
  return (
    <ul className="password-rules">
      {marks.map(([rule, good]) => (
        <li key={rule} data-kept={good}>
          <span aria-hidden="true">{good ? '✓' : '○'}</span> {t(`account.rules.${rule}`)}
        </li>
      ))}
    </ul>
  )
}
