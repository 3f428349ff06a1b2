import { Navigate } from '@tanstack/react-router'
import { useHub } from './gql/hub'
import { useTranslation } from './i18n'
import { CardPage } from './ui/CardPage'

/** Sends each kind of viewer to its face. */
export function Home() {
  const { t } = useTranslation()
  const { viewer, error } = useHub()
  if (!viewer)
    return <CardPage title={t('home.title')}>{error ? <p>{t('failure.UNREACHABLE')}</p> : null}</CardPage>
  if (viewer.kind === 'WALL') return <Navigate to="/wall" replace />
  if (viewer.kind === 'FIELD_DEVICE') return <Navigate to="/field/{-$section}" replace reloadDocument />
  if (viewer.kind === 'PERSON') return <Navigate to="/console/{-$section}/{-$item}" replace />
  return <Navigate to="/signin" replace />
}
