import type { ReactNode } from 'react'
import type { County } from '@/gql/county'
import type { HubQuery } from '@/gql/generated/graphql'
import { useLanguage, useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { connection, SOCKET_STALE_MS } from '@/live/connection'
import { hubStatus } from '@/live/hubStatus'
import { useStore } from '@/live/store'
import { useStream } from '@/live/stream'
import { day, timeOfDay, weekday } from '@/ui/format'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { OnDutyLine } from '@/ui/OnDutyLine'
import { boundPosts } from './bound'
import { type Health, Lamp } from './Lamp'
import { SoundLamp } from './SoundLamp'
import { SecondHand } from './Stopped'
import type { useTheme } from './theme'

interface Props {
  hub: HubQuery['hub']
  viewer: HubQuery['viewer']
  county: County | null
  theme: ReturnType<typeof useTheme>
  /** What else stands beside the lamps. */
  children: ReactNode
}

/** What a viewer's sight is bound to, in words; null where it is the whole county. */
function usePlaces(posts: HubQuery['viewer']['posts'], county: County | null): string | null {
  const { t } = useTranslation()
  const named = useNamed()
  const bound = boundPosts(posts)
  if (bound.length === 0 || !county) return null
  const places = bound.map(({ area, organisation }) => {
    const place =
      county.areas.find((a) => a.code === area) ??
      county.stations.find((s) => s.owner.code === organisation)?.owner
    return place ? named(place) : (area ?? organisation)
  })
  return places.join(t('people.listJoin'))
}

/** Whose wall it is, whether it is connected, and the hub's clock. */
export function Header({ hub, viewer, county, theme, children }: Props) {
  const { t } = useTranslation()
  const english = useLanguage() === 'en'
  const only = usePlaces(viewer.posts, county)
  const now = useNow()
  const socket = useStore(connection().state)
  const status = useStream(hubStatus).value
  const quiet = now.monotonic - (socket.lastItemAt ?? 0) > SOCKET_STALE_MS
  const link: Health = socket.phase === 'open' && !quiet ? 'good' : quiet ? 'bad' : 'doubtful'
  const storage: Health = !status || quiet ? 'doubtful' : status.storage.available ? 'good' : 'bad'
  const weekdays = t('clock.weekdays').split(' ')
  return (
    <header className="wall-header">
      <div className="wall-name">
        <h1>{t('wall.title', { county: english ? hub.countyNameEn : hub.countyName })}</h1>
        <p>{only ? t('people.onlyPlaces', { places: only }) : t('wall.subtitle')}</p>
      </div>
      <div className="wall-state">
        <div className="lamps">
          <Lamp health={link} label={t('lamp.link')} word={t(`lamp.linkWord.${link}`)} />
          <Lamp health={storage} label={t('lamp.storage')} word={t(`lamp.storageWord.${storage}`)} />
          {viewer.scopes.includes('alarm:read') && <SoundLamp />}
          <SecondHand quiet={quiet} />
          <button type="button" className="quiet-button" onClick={theme.next}>
            {t(`wallPages.theme.${theme.theme}`)}
          </button>
          <LanguageSwitch />
        </div>
        <div className="wall-aside">
          {viewer.scopes.includes('duty:read') && <OnDutyLine />}
          {children}
        </div>
      </div>
      <div className={`wall-clock ${quiet ? 'doubtful' : ''}`}>
        <time>{now.server === null ? '--:--:--' : timeOfDay(now.server)}</time>
        <p>
          {now.server === null
            ? t('clock.waiting')
            : t('clock.line', {
                day: day(now.server),
                weekday: weekdays[weekday(now.server)],
              })}
          <small>{quiet ? t('clock.reckoned') : t('clock.zone')}</small>
        </p>
      </div>
    </header>
  )
}
