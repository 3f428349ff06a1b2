import './console.css'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useHub } from '@/gql/hub'
import { useLanguage, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS, useGeneration } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { AlarmsControl } from '@/ui/alarms/AlarmsControl'
import { CardPage } from '@/ui/CardPage'
import { Desk } from '@/ui/Desk'
import { useDeskTheme } from '@/ui/deskTheme'
import { stopwatch, timeOfDay } from '@/ui/format'
import { Withheld } from '@/ui/Withheld'
import { ApprovalsCount, ApprovalsOfViewer } from './approvals/useApprovals'
import { Palette } from './palette/Palette'
import { ReviewCount, ReviewOfViewer } from './quarantine/useReview'
import { ViewerContext } from './rights'
import { isSection, openSections, type Section, sections } from './sections'

/** The desk: for people only, each of whom sees what their rights open. */
export function Console() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { section } = useParams({ from: '/console/{-$section}/{-$item}' })
  const generation = useGeneration()
  const { hub, viewer, error } = useHub(generation)

  useDeskTheme()

  if (!viewer || !hub)
    return <CardPage title={t('home.title')}>{error ? <p>{t('failure.UNREACHABLE')}</p> : null}</CardPage>
  if (viewer.kind !== 'PERSON') return <Navigate to="/signin" replace />
  const open = openSections(viewer.scopes)
  const current = viewer.secondFactorMissing ? 'account' : isSection(section) ? section : open[0]
  return (
    <ViewerContext value={viewer}>
      <ApprovalsOfViewer>
        <ReviewOfViewer>
          <Desk
            face="console"
            title={t('console.title', { county: language === 'en' ? hub.countyNameEn : hub.countyName })}
            exercise={hub.exercise}
            status={
              <>
                <Connected />
                {viewer.scopes.includes('alarm:read') && <AlarmsControl scopes={viewer.scopes} />}
              </>
            }
            who={
              <>
                <Link to="/console/{-$section}/{-$item}" params={{ section: 'account' }}>
                  {viewer.name}
                </Link>
                <small>
                  {viewer.posts.map((p) => t(`people.role.${p.role}`)).join(t('people.listJoin'))}
                </small>
              </>
            }
            current={current}
            menu={[
              ...open.map((key) => ({
                key,
                label: (
                  <Link to="/console/{-$section}/{-$item}" params={{ section: key }}>
                    {t(`console.section.${key}`)}
                    {key === 'approvals' && <ApprovalsCount />}
                    {key === 'quarantine' && <ReviewCount />}
                  </Link>
                ),
              })),
              { key: 'wall', label: <Link to="/wall">{t('console.openWall')}</Link> },
              ...(viewer.scopes.includes('client:read')
                ? [{ key: 'partner', label: <a href="/partner">{t('partner.open')}</a> }]
                : []),
            ]}
          >
            <Palette open={open} />
            {viewer.posts.length === 0 && <NoPost />}
            {current && <Opened section={current} may={open.includes(current)} />}
          </Desk>
        </ReviewOfViewer>
      </ApprovalsOfViewer>
    </ViewerContext>
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
