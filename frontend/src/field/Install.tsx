import { useTranslation } from '@/i18n'
import { apple, useInstalling } from './install'

/** Offers the home screen once; who says 'not now' finds it under 'this phone'. */
export function InstallOffer() {
  const { t } = useTranslation()
  const { install, declined, decline } = useInstalling()
  if (!install || declined) return null
  return (
    <section className="field-card install">
      <h2>{t('field.phone.install')}</h2>
      <p>{t('field.phone.installWhy')}</p>
      <div className="field-acts">
        <button type="button" onClick={decline}>
          {t('field.phone.notNow')}
        </button>
        <button type="button" className="main" onClick={install}>
          {t('field.phone.installNow')}
        </button>
      </div>
    </section>
  )
}

/** A button where the browser offers one, else how it is done by hand. */
export function InstallCard() {
  const { t } = useTranslation()
  const { installed, install } = useInstalling()
  return (
    <section className="field-card install">
      <h2>{t('field.phone.install')}</h2>
      {installed && <p>{t('field.phone.installed')}</p>}
      {!installed && install && (
        <button type="button" className="main" onClick={install}>
          {t('field.phone.installNow')}
        </button>
      )}
      {!installed && !install && <p>{t(apple ? 'field.phone.installIos' : 'field.phone.installAndroid')}</p>}
    </section>
  )
}
