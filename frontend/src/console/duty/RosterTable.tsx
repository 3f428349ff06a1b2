import { Button, Table } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import type { ShiftDuty } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { minuteOfDay, shortDateTime, weekday } from '@/ui/format'
import { ActDialog, textOf } from '../incidents/ActDialog'
import { useMay } from '../rights'
import { byDay, partOf, type RosterDay } from './days'
import { CancelShiftDocument, type Gap, type Turn } from './documents'
import { useRefusals } from './useRefusals'
import { DAY_MS, DAYS, type Roster } from './useRoster'

interface Props {
  roster: Roster
  onChange(turn: Turn): void
  onDone(): void
}

/** The coming days: who leads and who answers on each, and where nobody is entered. */
export function RosterTable({ roster, onChange, onDone }: Props) {
  const { t } = useTranslation()
  const refusals = useRefusals()
  const [cancelling, setCancelling] = useState<Turn | null>(null)
  const weekdays = t('clock.weekdays').split(' ')
  const column = (duty: ShiftDuty) => ({
    title: t(`duty.part.${duty}`),
    width: '43%',
    render: (_: unknown, d: RosterDay<Turn, Gap>, index: number) => (
      <ul className="duty-turns">
        {d.turns
          .filter((s) => s.duty === duty)
          .map((s) => (
            <TurnLine
              key={s.id}
              turn={s}
              over={Date.parse(s.until) <= roster.now}
              onChange={() => onChange(s)}
              onCancel={() => setCancelling(s)}
            />
          ))}
        {d.gaps
          .filter((g) => g.duty === duty)
          .map((g) => (
            <li
              key={g.since}
              className="duty-gap"
              data-soon={Math.max(Date.parse(g.since), roster.today + index * DAY_MS) < roster.now + DAY_MS}
            >
              {t('duty.gapPart', { part: partOf(g, d.day).join('–') })}
            </li>
          ))}
      </ul>
    ),
  })
  return (
    <>
      <Table
        rowKey="day"
        size="small"
        className="duty-roster"
        pagination={false}
        dataSource={byDay(roster.today, DAYS, roster.turns, roster.gaps)}
        columns={[
          {
            title: t('duty.day'),
            className: 'console-time',
            render: (_, d) => (
              <>
                {d.day.slice(5)}{' '}
                <span className="console-soft">{weekdays[weekday(`${d.day}T12:00:00+08:00`)]}</span>
              </>
            ),
          },
          column('LEADER'),
          column('OFFICER'),
        ]}
      />
      {cancelling && (
        <ActDialog
          title={t('duty.cancelTitle', { name: cancelling.name })}
          refusals={refusals}
          bounds={bounds.CancelShiftInput}
          fields={[{ name: 'reason', label: t('duty.reason'), kind: 'area', required: true }]}
          submit={(send, v) =>
            send(CancelShiftDocument, {
              shift: cancelling.id,
              version: cancelling.version,
              reason: textOf(v.reason) ?? '',
            })
          }
          onClose={() => {
            setCancelling(null)
            onDone()
          }}
        />
      )}
    </>
  )
}

interface LineProps {
  turn: Turn
  over: boolean
  onChange(): void
  onCancel(): void
}

function TurnLine({ turn, over, onChange, onCancel }: LineProps) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const sameDay = shortDateTime(turn.since).slice(0, 5) === shortDateTime(turn.until).slice(0, 5)
  return (
    <li data-cancelled={turn.cancelledAt ? 'true' : undefined}>
      <span>
        <b>{turn.name}</b> {turn.phone}{' '}
        <span className="console-time">
          {minuteOfDay(turn.since)}–{sameDay ? minuteOfDay(turn.until) : shortDateTime(turn.until)}
        </span>
        {turn.organisation.kind !== 'HEADQUARTERS' && (
          <small className="console-soft"> {named(turn.organisation)}</small>
        )}
        {turn.note && <small className="console-soft"> {turn.note}</small>}
        {turn.cancelledAt && (
          <small className="duty-cancelled"> {t('duty.cancelled', { reason: turn.cancelledReason })}</small>
        )}
      </span>
      {may('duty:write') && !turn.cancelledAt && !over && (
        <span>
          <Button size="small" type="link" onClick={onChange}>
            {t('duty.change')}
          </Button>
          <Button size="small" type="link" danger onClick={onCancel}>
            {t('duty.cancel')}
          </Button>
        </span>
      )}
    </li>
  )
}
