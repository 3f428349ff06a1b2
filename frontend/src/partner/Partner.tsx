import './partner.css'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useHub } from '@/gql/hub'
import { useLanguage, useTranslation } from '@/i18n'
import { useGeneration } from '@/live/connection'
import { CardPage } from '@/ui/CardPage'
import { Desk } from '@/ui/Desk'
import { useDeskTheme } from '@/ui/deskTheme'
import { useScopeName } from '@/ui/Withheld'
import { Contract } from './Contract'
import { Examples } from './Examples'
import { Programs } from './Programs'
import { Start } from './Start'
import { Webhooks } from './Webhooks'

// The editor is larger than all the rest; it is loaded when it is opened.
const Explorer = lazy(() => import('./Explorer').then((m) => ({ default: m.Explorer })))

const sections = {
  start: Start,
  programs: Programs,
  webhooks: Webhooks,
  explorer: Explorer,
  contract: Contract,
  examples: Examples,
}
type Section = keyof typeof sections
const isSection = (name: string | undefined): name is Section => name !== undefined && name in sections

/** Where a bureau's analyst connects the bureau's programs. */
export function Partner() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { section } = useParams({ from: '/partner/{-$section}' })
  const generation = useGeneration()
  const { hub, viewer, error } = useHub(generation)

  useDeskTheme()

  if (!viewer || !hub)
    return <CardPage title={t('home.title')}>{error ? <p>{t('failure.UNREACHABLE')}</p> : null}</CardPage>
  if (viewer.kind !== 'PERSON') return <Navigate to="/signin" replace />
  if (!viewer.scopes.includes('client:read')) return <Missing name={viewer.name} />
  const current = isSection(section) ? section : 'start'
  const Current = sections[current]
  return (
    <Desk
      face="partner"
      title={t('partner.title', { county: language === 'en' ? hub.countyNameEn : hub.countyName })}
      exercise={hub.exercise}
      who={viewer.name}
      links={<a href="/console">{t('partner.console')}</a>}
      current={current}
      menu={Object.keys(sections).map((key) => ({
        key,
        label: (
          <Link to="/partner/{-$section}" params={{ section: key }}>
            {t(`partner.section.${key as Section}`)}
          </Link>
        ),
      }))}
    >
      <h1>{t(`partner.section.${current}`)}</h1>
      <Suspense fallback={<p>{t('partner.explorer.loading')}</p>}>
        <Current />
      </Suspense>
    </Desk>
  )
}

/** For who signed in without the right. */
function Missing({ name }: { name: string }) {
  const { t } = useTranslation()
  const named = useScopeName()
  return (
    <CardPage title={t('partner.missing.title')} aside={<a href="/console">{t('partner.console')}</a>}>
      <p>
        {t('partner.missing.text', {
          name,
          scope: named('client:read'),
          role: t('people.role.BUREAU_ANALYST'),
        })}
      </p>
      <p>
        <a href="/signin">{t('partner.missing.signIn')}</a>
      </p>
    </CardPage>
  )
}
