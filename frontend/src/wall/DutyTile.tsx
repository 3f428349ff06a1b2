import { useTranslation } from '@/i18n'
import { hubStatus } from '@/live/hubStatus'
import { useOnDuty } from '@/live/onDuty'
import { useStream } from '@/live/stream'
import { shortDateTime } from '@/ui/format'
import { useKnownAge } from './Knowledge'
import { Tile } from './Tile'
import type { WallData } from './tiles'

/** Who is on duty at headquarters, and until when; that nobody is entered is told, never left empty. */
export function DutyTile({ data }: { data: WallData }) {
  const { t } = useTranslation()
  const stream = useStream(hubStatus)
  const { value, readAt } = useOnDuty()
  const age = useKnownAge(readAt)
  const may = data.viewer.scopes.includes('duty:read')
  return (
    <Tile
      area="duty"
      title={t('duty.onDuty')}
      needs="duty:read"
      stream={may ? stream : { ...stream, withheld: ['duty:read'] }}
      promiseMs={null}
      newest={null}
      age={age}
    >
      <ul className="duty-now">
        {(['LEADER', 'OFFICER'] as const).map((part) => {
          const some = value?.filter((s) => s.duty === part) ?? []
          return (
            <li key={part}>
              <span>{t(`duty.part.${part}`)}</span>
              {value && some.length === 0 && <b className="no-one">▲ {t('duty.nobodyPart')}</b>}
              {some.map((s) => (
                <b key={s.id}>
                  {s.name} <small>{t('wallPages.until', { at: shortDateTime(s.until) })}</small>
                </b>
              ))}
            </li>
          )
        })}
      </ul>
    </Tile>
  )
}
