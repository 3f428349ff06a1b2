import { Link } from '@tanstack/react-router'
import { useTranslation } from '@/i18n'

interface Props {
  /** Id of the device event or quarantined item. */
  of: string
  /** What the viewer may. */
  scopes: readonly string[]
}

/** Leads to the desk, where an alarm becomes an incident; nothing for who may not enter one. */
export function ToIncident({ of, scopes }: Props) {
  const { t } = useTranslation()
  if (!scopes.includes('incident:write')) return null
  return (
    <Link
      className="to-incident"
      to="/console/{-$section}/{-$item}"
      params={{ section: 'incidents' }}
      search={{ of }}
    >
      {t('aftermath.toIncident')}
    </Link>
  )
}
