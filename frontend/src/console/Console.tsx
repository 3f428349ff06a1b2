import './console.css'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { App, ConfigProvider, Layout, Menu } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect } from 'react'
import { signOut } from '@/gql/access'
import { useHub } from '@/gql/hub'
import { useLanguage, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { CardPage } from '@/ui/CardPage'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { stopwatch, timeOfDay } from '@/ui/format'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { Withheld } from '@/ui/Withheld'
import { ViewerContext } from './rights'
import { isSection, openSections, type Section, sections } from './sections'

/** The desk: for people only, each of whom sees what their rights open. */
export function Console() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { section } = useParams({ from: '/console/{-$section}' })
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
  const open = openSections(viewer.scopes)
  const current = viewer.secondFactorMissing ? 'account' : isSection(section) ? section : open[0]
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
        <ViewerContext value={viewer}>
          <ExerciseBanner asRead={hub.exercise} />
          <Layout className="console">
            <Layout.Header className="console-header">
              <strong>
                {t('console.title', { county: language === 'en' ? hub.countyNameEn : hub.countyName })}
              </strong>
              <Connected />
              <span className="console-who">
                <Link to="/console/{-$section}" params={{ section: 'account' }}>
                  {viewer.name}
                </Link>
                <small>
                  {viewer.posts.map((p) => t(`people.role.${p.role}`)).join(t('people.listJoin'))}
                </small>
              </span>
              <LanguageSwitch />
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
              <Layout.Sider width={200} theme="light" breakpoint="lg" collapsedWidth={0}>
                <Menu
                  mode="inline"
                  selectedKeys={current ? [current] : []}
                  items={[
                    ...open.map((key) => ({
                      key,
                      label: (
                        <Link to="/console/{-$section}" params={{ section: key }}>
                          {t(`console.section.${key}`)}
                        </Link>
                      ),
                    })),
                    { key: 'wall', label: <Link to="/wall">{t('console.openWall')}</Link> },
                    ...(viewer.scopes.includes('client:read')
                      ? [{ key: 'partner', label: <a href="/partner">{t('partner.open')}</a> }]
                      : []),
                  ]}
                />
              </Layout.Sider>
              <Layout.Content className="console-content">
                {viewer.posts.length === 0 && <NoPost />}
                {current && <Opened section={current} may={open.includes(current)} />}
              </Layout.Content>
            </Layout>
          </Layout>
        </ViewerContext>
      </App>
    </ConfigProvider>
  )
}

function Opened({ section, may }: { section: Section; may: boolean }) {
  const { t } = useTranslation()
  const { needs, Face } = sections[section]
  return (
    <>
      <h1>{t(`console.section.${section}`)}</h1>
      {may ? <Face /> : <Withheld scope={needs} />}
    </>
  )
}

function NoPost() {
  const { t } = useTranslation()
  return <p className="console-note">{t('people.noPost')}</p>
}

/** Whether what is live here is live, and the hub's time. */
function Connected() {
  const { t } = useTranslation()
  const now = useNow()
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const silence = now.monotonic - (socket.lastItemAt ?? 0)
  if (silence > SOCKET_STALE_MS)
    return <b className="console-alarm">■ {t('banner.disconnected', { since: stopwatch(silence) })}</b>
  if (status && !status.storage.available)
    return <b className="console-alarm">■ {t('banner.storage', { time: timeOfDay(status.storage.since) })}</b>
  return (
    <span className="console-connected">
      ● {t('lamp.linkWord.good')} {now.server !== null && timeOfDay(now.server)} {t('clock.zone')}
    </span>
  )
}
