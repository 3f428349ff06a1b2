import './duty.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { ExportMenu } from '@/ui/ExportMenu'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../rights'
import { Changes } from './Changes'
import type { Turn } from './documents'
import { RosterTable } from './RosterTable'
import { TurnDialog } from './TurnDialog'
import { DAY_MS, DAYS, type Roster, useRoster } from './useRoster'

const ours = (t: Turn) => t.organisation.kind === 'HEADQUARTERS'

/** The duty room: who is on duty, where nobody is, the coming days, and how duty passed on. */
export function DutyRoom() {
  const { t } = useTranslation()
  const may = useMay()
  const { roster, again } = useRoster()
  const [setting, setSetting] = useState<{ turn?: Turn } | null>(null)
  if (!roster) return <p className="console-soft">{t('duty.reading')}</p>
  const done = () => {
    setSetting(null)
    again()
  }
  return (
    <>
      <Now roster={roster} />
      <GapsAhead roster={roster} />
      <div className="console-bar">
        <h2>{t('duty.coming')}</h2>
        {may('duty:write') && <Button onClick={() => setSetting({})}>{t('duty.set')}</Button>}
        <ExportMenu
          table="shifts"
          filters={{
            since: new Date(roster.today).toISOString(),
            until: new Date(roster.today + DAYS * DAY_MS).toISOString(),
          }}
        />
      </div>
      <RosterTable roster={roster} onChange={(turn) => setSetting({ turn })} onDone={again} />
      <Changes changes={roster.changes} onDone={again} />
      {setting && <TurnDialog turn={setting.turn} onClose={done} />}
    </>
  )
}

/** Who is on duty now, with number and end; that nobody is, where it is so. */
function Now({ roster }: { roster: Roster }) {
  const { t } = useTranslation()
  const now = roster.turns.filter(
    (s) => !s.cancelledAt && Date.parse(s.since) <= roster.now && Date.parse(s.until) > roster.now && ours(s),
  )
  if (now.length === 0)
    return (
      <p className="duty-nobody" role="alert">
        {t('duty.nobodyNow')}
      </p>
    )
  return (
    <ul className="duty-now">
      {now
        .toSorted((a, b) => a.duty.localeCompare(b.duty))
        .map((s) => (
          <li key={s.id}>
            <small>{t(`duty.part.${s.duty}`)}</small>
            <b>{s.name}</b>
            {s.phone && <span className="duty-phone">{s.phone}</span>}
            <small>
              {t('duty.fromTo', { since: dateAndMinute(s.since), until: dateAndMinute(s.until) })}
            </small>
          </li>
        ))}
    </ul>
  )
}

/** The gaps of the next 24 hours. */
function GapsAhead({ roster }: { roster: Roster }) {
  const { t } = useTranslation()
  const soon = roster.gaps.filter((g) => Date.parse(g.since) < roster.now + DAY_MS)
  if (soon.length === 0) return <p className="duty-full">{t('duty.noGap')}</p>
  return (
    <div className="duty-gaps" role="alert">
      <b>{t('duty.gapsTitle')}</b>
      <ul>
        {soon.map((g) => (
          <li key={`${g.duty}${g.since}`}>
            {t('duty.gap', {
              part: t(`duty.part.${g.duty}`),
              since: dateAndMinute(g.since),
              until: dateAndMinute(Math.min(Date.parse(g.until), roster.now + DAY_MS)),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
