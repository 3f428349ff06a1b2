import { useMemo } from 'react'
import { useTranslation } from '@/i18n'
import { overEvents } from '@/live/overEvents'
import { createStationEvents } from '@/live/stationEvents'
import { useStream } from '@/live/stream'
import { byHappening, cameLate, eventTime, eventWeight, useEventText } from '@/ui/EventText'
import { shortDateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
import { Withheld, WithheldKinds } from '@/ui/Withheld'

const SHOWN = 16

/** What happened at the station, as it comes, by when it happened; `scopes` is null until it is known who looks. */
export function RecentEvents({ code, scopes }: { code: string; scopes: readonly string[] | null }) {
  const { t } = useTranslation()
  const text = useEventText()
  const stream = useMemo(() => createStationEvents(code), [code])
  const {
    value: { events },
    refusal,
  } = useStream(stream)
  const over = overEvents(events)
  return (
    <section className="panel">
      <header>
        <h2>{t('event.title')}</h2>
      </header>
      {refusal?.scope ? <Withheld scope={refusal.scope} /> : scopes && <WithheldKinds scopes={scopes} />}
      <ol className="station-events">
        {byHappening(events)
          .slice(0, SHOWN)
          .map((event) => (
            <li key={event.sequence} className={over.has(event.sequence) ? 'over' : eventWeight(event)}>
              <time>{shortDateTime(eventTime(event))}</time>
              <b>
                {text(event)}
                {over.has(event.sequence) && <small> {t('event.over')}</small>}
                {cameLate(event) && (
                  <small className="came-late">
                    {' '}
                    {t('event.cameLate', { at: shortDateTime(event.receivedAt) })}
                  </small>
                )}
              </b>
              <span>
                {event.__typename === 'Delivery'
                  ? event.waybill && t('event.waybill', { number: event.waybill })
                  : event.detail}{' '}
                {['alarm', 'fault'].includes(eventWeight(event)) && (
                  <ToIncident of={event.id} scopes={scopes ?? []} />
                )}
              </span>
            </li>
          ))}
        {events.length === 0 && !refusal && <li>{t('event.none')}</li>}
      </ol>
    </section>
  )
}
