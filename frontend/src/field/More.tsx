import { Link } from '@tanstack/react-router'
import { useTranslation } from '@/i18n'
import { InstallOffer } from './Install'
import { PushCard } from './push/PushCard'

const places = ['group', 'map', 'outbox', 'phone'] as const

export function More({ kind }: { kind: string | null }) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="sr-only">{t('field.nav.more')}</h1>
      <InstallOffer />
      <ul className="field-more">
        {places.map((p) => (
          <li key={p}>
            <Link className="field-button" to="/field/{-$section}" params={{ section: p }}>
              {t(`field.more.${p}`)}
            </Link>
          </li>
        ))}
        <li>
          <a className="field-button" href="/help#field">
            {t('field.more.help')}
          </a>
        </li>
      </ul>
      <PushCard kind={kind} />
    </>
  )
}
