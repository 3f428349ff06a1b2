import './scene.css'
import { Button, Collapse } from 'antd'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { minuteOfDay, shortDateTime, stopwatch } from '@/ui/format'
import { useMay } from '../../rights'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { useAct } from '../useAct'
import { EnterCordon } from './EnterCordon'
import { called, type Entry, type Scene } from './scene'
import { LeaveCordonDocument } from './sceneActs'
import { type Stay, stayAt } from './stay'

/** On top of the page: who should be out of the cordon by now and is not. */
export function CordonAlarm({ scene }: { scene: Scene | null }) {
  const { t } = useTranslation()
  const now = useNow().server
  const late = scene?.entries.filter((e) => stayAt(e, now) === 'OVERDUE') ?? []
  if (late.length === 0) return null
  return (
    <p className="scene-alarm" role="alert">
      ■ {t('scene.overdueAlarm', { n: late.length, who: late.map(called).join(t('people.listJoin')) })}
    </p>
  )
}

/** Who is inside the cordon, until when, and who is out again (§5.3.2(4)). */
export function Cordon({ incident, scene }: { incident: Incident; scene: Scene | null }) {
  const { t } = useTranslation()
  const may = useMay()('task:write')
  const act = useAct()
  const now = useNow().server
  const entries = (scene?.entries ?? [])
    .map((entry) => ({ entry, stay: stayAt(entry, now) }))
    .sort((a, b) => a.entry.outBy.localeCompare(b.entry.outBy))
  const inside = entries.filter((e) => e.stay !== 'OUT')
  const out = entries.filter((e) => e.stay === 'OUT')
  const late = inside.filter((e) => e.stay === 'OVERDUE')
  return (
    <Card
      exported={{ table: 'entries', incident: incident.id }}
      title={t('scene.cordon')}
      acts={
        scene && (
          <div className="scene-heads" data-inside={inside.length} data-overdue={late.length}>
            <span>
              {t('scene.inside')} <b>{inside.length}</b>
            </span>
            <span>
              {t('scene.out')} <b>{out.length}</b>
            </span>
            <span className={late.length > 0 ? 'late' : undefined}>
              {t('scene.stay.OVERDUE')} <b>{late.length}</b>
            </span>
          </div>
        )
      }
    >
      {may && !isOver(incident) && <EnterCordon incident={incident.id} />}
      {scene === null && <p className="console-soft">{t('incident.loading')}</p>}
      {scene && inside.length === 0 && <p className="console-soft">{t('scene.nobodyInside')}</p>}
      {inside.map(({ entry, stay }) => (
        <Inside
          key={entry.id}
          entry={entry}
          stay={stay}
          now={now}
          onOut={may ? () => act(LeaveCordonDocument, { entry: entry.id }) : undefined}
        />
      ))}
      {out.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'out',
              label: t('scene.cameOut', { n: out.length }),
              children: out.map(({ entry }) => (
                <div key={entry.id} data-stay="OUT">
                  {called(entry)}{' '}
                  <span className="console-soft">
                    {shortDateTime(entry.enteredAt)} → {entry.leftAt && shortDateTime(entry.leftAt)}
                    {entry.leftAt && Date.parse(entry.leftAt) > Date.parse(entry.outBy) && (
                      <b> {t('scene.cameOutLate', { at: minuteOfDay(entry.outBy) })}</b>
                    )}
                  </span>
                </div>
              )),
            },
          ]}
        />
      )}
    </Card>
  )
}

interface InsideProps {
  entry: Entry
  stay: Stay
  now: number | null
  onOut: (() => Promise<unknown>) | undefined
}

function Inside({ entry, stay, now, onOut }: InsideProps) {
  const { t } = useTranslation()
  const left = now === null ? null : Date.parse(entry.outBy) - now
  return (
    <div className="scene-entry" data-stay={stay}>
      <b className={`incident-mark stay-${stay}`}>{t(`scene.stay.${stay}`)}</b>
      <span className="who">
        <b>{entry.name}</b> {entry.unit}
        <br />
        <small className="console-soft">
          {t('scene.times', { in: shortDateTime(entry.enteredAt), out: shortDateTime(entry.outBy) })}
        </small>
      </span>
      <span className="left">
        {left !== null &&
          t(stay === 'OVERDUE' ? 'scene.overdueBy' : 'incident.left', { time: stopwatch(Math.abs(left)) })}
      </span>
      {onOut && (
        <Button
          size="small"
          type={stay === 'OVERDUE' ? 'primary' : 'default'}
          danger={stay === 'OVERDUE'}
          aria-label={`${t('scene.leave')} ${called(entry)}`}
          onClick={() => void onOut()}
        >
          {t('scene.leave')}
        </Button>
      )}
    </div>
  )
}
