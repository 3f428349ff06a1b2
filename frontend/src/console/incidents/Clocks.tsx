import { Button, Collapse, Tag } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { stateAt } from '@/live/deadlines'
import { dateAndMinute, shortDateTime, stopwatch } from '@/ui/format'
import { useMay } from '../rights'
import { ActDialog, textOf } from './ActDialog'
import { MeetDeadlineDocument, PressRequestDocument } from './acts'
import { Card } from './Card'
import type { Deadline, Incident } from './incident'
import { isOver } from './incident'
import { ClockMark } from './marks'
import { useReasonWords } from './words'

const byReport = (d: Deadline) =>
  d.channel === 'WRITING' || ['FOLLOW_UP', 'CASUALTY_CHANGE', 'WITHDRAWAL'].includes(d.duty)

/** The duties to report with their clocks: what is late, by how much, and what is left of the others. */
export function Clocks({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const [meeting, setMeeting] = useState<Deadline | null>(null)
  const [pressing, setPressing] = useState(false)
  const open = incident.deadlines
    .filter((d) => !d.metAt && !d.voidAt)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  const over = incident.deadlines.filter((d) => d.metAt || d.voidAt)
  return (
    <Card
      exported={{ table: 'clocks', incident: incident.id }}
      title={t('incident.clocks')}
      acts={
        may &&
        !isOver(incident) && (
          <Button size="small" onClick={() => setPressing(true)}>
            {t('incident.press')}
          </Button>
        )
      }
    >
      {open.length === 0 && <p className="console-soft">{t('incident.clocksNone')}</p>}
      {open.map((d) => (
        <Running key={d.id} deadline={d} onMeet={may && !byReport(d) ? () => setMeeting(d) : undefined} />
      ))}
      {over.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'over',
              label: t('incident.clocksOver', { n: over.length }),
              children: over.map((d) => <Past key={d.id} deadline={d} />),
            },
          ]}
        />
      )}
      {meeting && (
        <ActDialog
          title={t('incident.meetTitle', { duty: t(`incident.duty.${meeting.duty}`) })}
          bounds={bounds.MeetDeadlineInput}
          fields={[
            { name: 'recipient', label: t('incident.recipient'), kind: 'text', required: true },
            { name: 'receipt', label: t('incident.receipt'), kind: 'text' },
            { name: 'at', label: t('incident.meetAt'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) =>
            act(MeetDeadlineDocument, {
              deadline: meeting.id,
              recipient: textOf(v.recipient) ?? '',
              receipt: textOf(v.receipt),
              at: textOf(v.at),
            })
          }
          onClose={() => setMeeting(null)}
        />
      )}
      {pressing && (
        <ActDialog
          title={t('incident.press')}
          bounds={bounds.PressRequestInput}
          fields={[
            { name: 'subject', label: t('incident.pressSubject'), kind: 'area', required: true },
            { name: 'askedAt', label: t('incident.pressAt'), kind: 'instant', hint: t('incident.nowHint') },
          ]}
          submit={(act, v) =>
            act(PressRequestDocument, {
              incident: incident.id,
              subject: textOf(v.subject) ?? '',
              askedAt: textOf(v.askedAt),
            })
          }
          onClose={() => setPressing(false)}
        />
      )}
    </Card>
  )
}

function Running({ deadline: d, onMeet }: { deadline: Deadline; onMeet?: () => void }) {
  const { t } = useTranslation()
  const { cause } = useReasonWords()
  const now = useNow().server
  const state = stateAt(d, now)
  const left = now === null ? null : Date.parse(d.dueAt) - now
  return (
    <div className={`incident-clock is-${state}`} data-duty={d.duty}>
      <div>
        <ClockMark state={state} /> <b>{t(`incident.duty.${d.duty}`)}</b> ·{' '}
        {t(`incident.channel.${d.channel}`)} · {t(`incident.party.${d.to}`)}
      </div>
      <span className="left">
        {left !== null &&
          (left < 0
            ? t('incident.over', { time: stopwatch(-left) })
            : t('incident.left', { time: stopwatch(left) }))}
      </span>
      <div>
        {state === 'LATE' && (
          <span className="send-now">
            ▲ {t('incident.sendNow')}
            {d.bornLate && ` · ${t('incident.bornLate')}`}{' '}
          </span>
        )}
        <span className="console-soft">
          {t('incident.due', { at: dateAndMinute(d.dueAt) })} · {d.article} · {cause(d.cause)}
          {d.subject && ` · ${t('incident.pressed', { subject: d.subject })}`}
        </span>{' '}
        {d.ownTerm && <Tag title={t('incident.ownTermWhy')}>{t('incident.ownTerm')}</Tag>}
        {byReport(d) && <Tag>{t('incident.byReport')}</Tag>}
      </div>
      {onMeet && (
        <Button
          size="small"
          type={state === 'LATE' ? 'primary' : 'default'}
          danger={state === 'LATE'}
          onClick={onMeet}
        >
          {t('incident.meet')}
        </Button>
      )}
    </div>
  )
}

function Past({ deadline: d }: { deadline: Deadline }) {
  const { t } = useTranslation()
  const { cause } = useReasonWords()
  return (
    <div>
      <ClockMark state={d.state} /> {t(`incident.duty.${d.duty}`)}{' '}
      <span className="console-soft">
        {d.metAt
          ? `${t('incident.metAt', { at: shortDateTime(d.metAt), to: d.recipient || '—' })} ${d.receipt}`
          : cause(d.voidReason)}
      </span>
    </div>
  )
}
