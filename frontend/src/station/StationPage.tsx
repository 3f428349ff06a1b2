import './station.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useQuery } from 'urql'
import { errorCode } from '@/gql/client'
import { useHub } from '@/gql/hub'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { stationMark } from '@/live/staleness'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { createTelemetry } from '@/live/telemetry'
import { useDeskTheme } from '@/ui/deskTheme'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { stopwatch, timeOfDay } from '@/ui/format'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { LinkMark } from '@/ui/LinkMark'
import { ThemeSwitch } from '@/ui/ThemeSwitch'
import { DailySales } from './DailySales'
import { RecentEvents } from './RecentEvents'
import { StationDocument } from './station'
import { TankCard } from './TankCard'
import { TankHistory } from './TankHistory'

/** A display that nobody touches goes back to the wall by itself. */
const BACK_TO_WALL_MS = 120_000

export function StationPage() {
  const { code } = useParams({ from: '/station/$code' })
  const { t } = useTranslation()
  const named = useNamed()
  const now = useNow()
  const navigate = useNavigate()
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const { viewer, hub } = useHub(socket.generation)
  const telemetry = useMemo(() => createTelemetry(code), [code])
  const told = useStream(telemetry)
  const live = told.value
  const [{ data, error, fetching }, again] = useQuery({ query: StationDocument, variables: { code } })
  const station = data?.station
  const silence = now.monotonic - (socket.lastItemAt ?? 0)
  const quiet = silence > SOCKET_STALE_MS
  const storageDown = status !== null && !status.storage.available

  useDeskTheme(viewer?.kind === 'PERSON')
  useEffect(() => {
    if (socket.generation > 1) again({ requestPolicy: 'network-only' })
  }, [socket.generation, again])
  useEffect(() => {
    if (viewer?.kind !== 'WALL') return
    document.documentElement.dataset.face = 'station-display'
    let timer = setTimeout(() => void navigate({ to: '/wall' }), BACK_TO_WALL_MS)
    const stay = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void navigate({ to: '/wall' }), BACK_TO_WALL_MS)
    }
    window.addEventListener('pointerdown', stay)
    return () => {
      delete document.documentElement.dataset.face
      clearTimeout(timer)
      window.removeEventListener('pointerdown', stay)
    }
  }, [viewer?.kind, navigate])

  const back = viewer?.kind === 'PERSON' ? '/console' : '/wall'
  return (
    <div className="station">
      <ExerciseBanner asRead={hub?.exercise} />
      {(quiet || storageDown) && (
        <p className="station-banner" role="alert">
          {quiet
            ? t('banner.disconnected', { since: stopwatch(silence) })
            : t('banner.storage', { time: timeOfDay(status?.storage.since ?? 0) })}
        </p>
      )}
      <header className="station-header">
        <a href={back}>← {t(back === '/wall' ? 'station.backToWall' : 'station.backToConsole')}</a>
        <span className="clock">
          {now.server === null ? '--:--:--' : timeOfDay(now.server)} {t('clock.zone')}
        </span>
        <LanguageSwitch />
        {viewer?.kind === 'PERSON' && <ThemeSwitch />}
      </header>
      {!station && (
        <p className="station-message">
          {fetching
            ? t('station.loading')
            : error
              ? t(`failure.${failureKey(errorCode(error))}`)
              : t('station.none', { code })}
        </p>
      )}
      {station && (
        <main className={quiet || storageDown ? 'stopped' : ''}>
          <section className="station-title">
            <h1>
              {named(station)} <small>{station.code}</small>
            </h1>
            <LinkMark mark={stationMark(station, told, now.server)} />
            <dl>
              <Fact name={t('station.status')} value={t(`station.statusWord.${station.status}`)} />
              <Fact
                name={t('station.class')}
                value={station.class ? t(`station.classWord.${station.class}`) : t('station.noClass')}
              />
              <Fact name={t('station.owner')} value={named(station.owner)} />
              <Fact name={t('station.area')} value={named(station.area)} />
              <Fact name={t('station.address')} value={station.address} />
              <Fact name={t('station.licence')} value={station.licence || t('station.noLicence')} />
              {station.exercise && <Fact name={t('station.data')} value={t('station.exercise')} />}
            </dl>
          </section>
          <section className="tank-row" aria-label={t('station.tanks')}>
            {station.tanks.map((tank) => (
              <TankCard
                key={tank.id}
                tank={tank}
                reading={live.tanks.get(tank.id) ?? tank.latest ?? null}
                staleAfterMs={
                  Math.min(
                    // Where the device's link is not open to the viewer, its own promise tells as much.
                    ...station.devices.map(
                      (d) =>
                        live.devices.get(d.id)?.staleAfterSeconds ??
                        d.expectedIntervalSeconds * (hub?.staleAfterIntervals ?? Infinity),
                    ),
                  ) * 1_000
                }
                doubtful={quiet || storageDown}
                withheld={told.withheld.includes('stock:read')}
              />
            ))}
            {station.tanks.length === 0 && <p>{t('station.noTanks')}</p>}
          </section>
          <div className="station-columns">
            <TankHistory tanks={station.tanks} />
            <DailySales code={code} keepsFiles={viewer?.kind === 'PERSON'} />
            <RecentEvents code={code} scopes={viewer?.scopes ?? null} />
          </div>
        </main>
      )}
    </div>
  )
}

const failureKey = (code: string | null) =>
  code === 'FORBIDDEN' || code === 'UNAUTHENTICATED'
    ? 'FORBIDDEN'
    : code === 'UNREACHABLE'
      ? 'UNREACHABLE'
      : 'INTERNAL'

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
