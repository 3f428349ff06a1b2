import { useTranslation } from '@/i18n'
import { apple, onHomeScreen } from '../install'
import { canPush, usePush } from './usePush'

/** The switch "tell me when the page is closed"; not there where the hub does not push. */
export function PushCard({ kind }: { kind: string | null }) {
  const { t } = useTranslation()
  const { offered, on, busy, trouble, turnOn, turnOff } = usePush(kind)
  const installFirst = apple && !onHomeScreen()
  if (!offered || (!canPush() && !installFirst)) return null
  return (
    <section className="field-card push">
      <h2>{t('push.title')}</h2>
      <p>{t('push.why')}</p>
      <p className="field-soft">{t('push.honest')}</p>
      {installFirst && <p>{t('push.installFirst')}</p>}
      {!installFirst && (
        <>
          <p className="field-soft">{t('push.group')}</p>
          {on && <p role="status">{t('push.on')}</p>}
          {trouble && (
            <p className="failure" role="alert">
              {typeof trouble === 'string' ? t(`push.${trouble}`) : t('push.refused', trouble)}
            </p>
          )}
          <button
            type="button"
            className={on ? undefined : 'main'}
            disabled={busy}
            onClick={() => void (on ? turnOff() : turnOn())}
          >
            {busy ? t('push.turning') : t(on ? 'push.turnOff' : 'push.turnOn')}
          </button>
        </>
      )}
    </section>
  )
}
