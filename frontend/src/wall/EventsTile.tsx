import { useNamed, useTranslation } from '@/i18n'
import { overEvents } from '@/live/overEvents'
import type { StationEvents } from '@/live/stationEvents'
import type { StreamState } from '@/live/stream'
import { byHappening, cameLate, eventTime, eventWeight, useEventText } from '@/ui/EventText'
import { shortDateTime } from '@/ui/format'
import { WithheldKinds } from '@/ui/Withheld'
import { Tile } from './Tile'

const SHOWN = 14
const shapes = { alarm: '■', fault: '▲', delivery: '⬇', notice: '·', over: '□' } as const

/** The last deliveries and what devices told, by when it happened. */
export function EventsTile({
  stream,
  scopes,
}: {
  stream: StreamState<StationEvents>
  scopes: readonly string[]
}) {
  const { t } = useTranslation()
  const named = useNamed()
  const text = useEventText()
  const events = byHappening(stream.value.events).slice(0, SHOWN)
  const over = overEvents(stream.value.events)
  return (
    <Tile
      area="events"
      title={t('event.title')}
      needs="event:read"
      stream={stream}
      promiseMs={null}
      newest={events[0] ? eventTime(events[0]) : null}
    >
      <WithheldKinds scopes={scopes} />
      <ol className="events">
        {events.map((event) => {
          const look = over.has(event.sequence) ? 'over' : eventWeight(event)
          return (
            <li key={event.sequence} className={look}>
              <i aria-hidden="true">{shapes[look]}</i>
              <time>{shortDateTime(eventTime(event))}</time>
              <span className="what">
                <b>
                  {text(event)}
                  {look === 'over' && <small> {t('event.over')}</small>}
                  {cameLate(event) && <small> {t('event.late')}</small>}
                </b>
                <span className="where">{named(event.station)}</span>
              </span>
            </li>
          )
        })}
        {events.length === 0 && <li className="calm">{t('event.none')}</li>}
      </ol>
    </Tile>
  )
}
