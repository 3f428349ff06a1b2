import './account.css'
import { Alert } from 'antd'
import { useState } from 'react'
import { useHub } from '@/gql/hub'
import { useTranslation } from '@/i18n'
import { OneTimeCodes } from './OneTimeCodes'
import { Passkeys } from './Passkeys'
import { Password } from './Password'
import { Posts } from './Posts'
import { SignIns } from './SignIns'
import { useOwn } from './useOwn'

/** One's own account: posts and stand-ins, password, second factor, sign-ins. */
export function Account() {
  const { t } = useTranslation()
  const { viewer, again: askAgain } = useHub()
  const { own, again } = useOwn()
  const [signIns, setSignIns] = useState(0)
  if (!own || !viewer) return null
  const missing = viewer.secondFactorMissing
  const changed = () => {
    again()
    askAgain({ requestPolicy: 'network-only' })
  }
  return (
    <>
      <p className="account-who">
        {t('account.who.userName')} <strong>{own.name}</strong>
        {own.displayName && (
          <>
            {' '}
            · {t('account.who.displayName')} <strong>{own.displayName}</strong>
          </>
        )}
      </p>
      {missing && <Alert type="warning" showIcon title={t('account.missing')} className="account-missing" />}
      <div className="account-cards">
        <OneTimeCodes on={own.totp} onChange={changed} />
        <Passkeys own={own} onChange={changed} />
        {!missing && (
          <>
            <Posts />
            <Password userName={own.name} onDone={() => setSignIns((n) => n + 1)} />
          </>
        )}
        <SignIns key={signIns} />
      </div>
    </>
  )
}
