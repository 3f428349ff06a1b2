import './partner.css'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { App, ConfigProvider, Layout, Menu } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { lazy, Suspense, useEffect } from 'react'
import { signOut } from '@/gql/access'
import { useHub } from '@/gql/hub'
import { useLanguage, useTranslation } from '@/i18n'
import { connection } from '@/live/connection'
import { useStore } from '@/live/store'
import { CardPage } from '@/ui/CardPage'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
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
  const { generation } = useStore(connection().state)
  const { hub, viewer, error } = useHub(generation)

  useEffect(() => {
    document.documentElement.dataset.theme = 'light'
    return () => {
      delete document.documentElement.dataset.theme
    }
  }, [])

  if (!viewer || !hub)
    return <CardPage title={t('home.title')}>{error ? <p>{t('failure.UNREACHABLE')}</p> : null}</CardPage>
  if (viewer.kind !== 'PERSON') return <Navigate to="/signin" replace />
  if (!viewer.scopes.includes('client:read')) return <Missing name={viewer.name} />
  const current = isSection(section) ? section : 'start'
  const Current = sections[current]
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        token: {
          fontFamily: "'Noto Sans SC Variable', sans-serif",
          colorPrimary: '#0b6e99',
          borderRadius: 6,
        },
      }}
    >
      <App>
        <ExerciseBanner asRead={hub.exercise} />
        <Layout className="partner">
          <Layout.Header className="partner-header">
            <strong>
              {t('partner.title', { county: language === 'en' ? hub.countyNameEn : hub.countyName })}
            </strong>
            <span className="partner-who">{viewer.name}</span>
            <LanguageSwitch />
            <a href="/console">{t('partner.console')}</a>
            <a href="/help">{t('help.title')}</a>
            <button
              type="button"
              className="language-switch"
              onClick={() => void signOut().then(() => location.replace('/signin'))}
            >
              {t('console.signOut')}
            </button>
          </Layout.Header>
          <Layout>
            <Layout.Sider width={180} theme="light" breakpoint="lg" collapsedWidth={0}>
              <Menu
                mode="inline"
                selectedKeys={[current]}
                items={Object.keys(sections).map((key) => ({
                  key,
                  label: (
                    <Link to="/partner/{-$section}" params={{ section: key }}>
                      {t(`partner.section.${key as Section}`)}
                    </Link>
                  ),
                }))}
              />
            </Layout.Sider>
            <Layout.Content className={`partner-content partner-${current}`}>
              <h1>{t(`partner.section.${current}`)}</h1>
              <Suspense fallback={<p>{t('partner.explorer.loading')}</p>}>
                <Current />
              </Suspense>
            </Layout.Content>
          </Layout>
        </Layout>
      </App>
    </ConfigProvider>
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
