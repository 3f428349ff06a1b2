import { Button, Table, Tag } from 'antd'
import { useContext, useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { ActDialog, textOf } from '../incidents/ActDialog'
import { useMay, ViewerContext } from '../rights'
import { useAsked } from '../useAsked'
import { HandShiftOverDocument, type ShiftChange, TakeShiftOverDocument } from './documents'
import { OpenThen } from './OpenThen'
import { readOpen } from './open'
import { useRefusals } from './useRefusals'

/** How duty passed from shift to shift; handing over, and taking what waits to be taken. */
export function Changes({ changes, onDone }: { changes: readonly ShiftChange[]; onDone(): void }) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()
  const refusals = useRefusals()
  const viewer = useContext(ViewerContext)
  const [handing, setHanding] = useAsked('handover')
  const [taking, setTaking] = useState<ShiftChange | null>(null)
  // Of each room the last one alone can be taken.
  const isLast = (c: ShiftChange) => changes.find((o) => o.organisation.id === c.organisation.id) === c
  const waiting = changes.find((c) => c.organisation.kind === 'HEADQUARTERS' && isLast(c) && !c.takenAt)
  const handOver = () => {
    onDone() // another may have taken it just now
    setHanding(true)
  }
  const done = () => {
    setHanding(false)
    setTaking(null)
    onDone()
  }
  return (
    <>
      <div className="console-bar">
        <h2>{t('duty.changes')}</h2>
        {may('duty:write') && <Button onClick={handOver}>{t('duty.handOver')}</Button>}
      </div>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        locale={{ emptyText: t('duty.changesNone') }}
        dataSource={[...changes]}
        expandable={{ expandedRowRender: (c) => <OpenThen change={c} /> }}
        columns={[
          {
            title: `${t('duty.handedOver')} (${t('clock.zone')})`,
            render: (_, c) => (
              <>
                <span className="console-time">{dateAndMinute(c.at)}</span> <b>{c.handedBy}</b>
                {c.organisation.kind !== 'HEADQUARTERS' && (
                  <small className="console-soft"> {named(c.organisation)}</small>
                )}
                {c.remarks && <div>{c.remarks}</div>}
              </>
            ),
          },
          { title: t('duty.openThen'), render: (_, c) => <Counts change={c} /> },
          {
            title: `${t('duty.takenOver')} (${t('clock.zone')})`,
            render: (_, c) =>
              c.takenAt ? (
                <>
                  <span className="console-time">{dateAndMinute(c.takenAt)}</span> <b>{c.takenBy}</b>
                  {c.takenRemarks && <div>{c.takenRemarks}</div>}
                </>
              ) : isLast(c) ? (
                <>
                  <Tag color="red">{t('duty.waiting')}</Tag>
                  {may('duty:write') &&
                    (c.handedBy === viewer?.name ? (
                      <small className="console-soft">{t('duty.byAnother')}</small>
                    ) : (
                      <Button size="small" type="primary" onClick={() => setTaking(c)}>
                        {t('duty.takeOver')}
                      </Button>
                    ))}
                </>
              ) : (
                <Tag>{t('duty.replaced')}</Tag>
              ),
          },
        ]}
      />
      {handing && (
        <ActDialog
          title={t('duty.handOver')}
          draft="duty:handover"
          refusals={refusals}
          note={
            <p className="console-note">
              {t('duty.handOverNote')}
              {waiting &&
                ` ${t('duty.handOverWaiting', { name: waiting.handedBy, at: dateAndMinute(waiting.at) })}`}
            </p>
          }
          bounds={bounds.HandShiftOverInput}
          fields={[{ name: 'remarks', label: t('duty.remarks'), kind: 'area' }]}
          submit={(send, v) =>
            send(HandShiftOverDocument, { organisation: null, remarks: textOf(v.remarks) ?? '' })
          }
          onClose={done}
        />
      )}
      {taking && (
        <ActDialog
          title={t('duty.takeOverFrom', { name: taking.handedBy })}
          draft={`duty:take:${taking.id}`}
          refusals={refusals}
          width={760}
          note={
            <>
              {taking.remarks && <p className="console-note">{taking.remarks}</p>}
              <OpenThen change={taking} />
            </>
          }
          bounds={bounds.TakeShiftOverInput}
          fields={[{ name: 'remarks', label: t('duty.takenRemarks'), kind: 'area' }]}
          submit={(send, v) =>
            send(TakeShiftOverDocument, { change: taking.id, remarks: textOf(v.remarks) ?? '' })
          }
          onClose={done}
        />
      )}
    </>
  )
}

/** How much was open then, in one line. */
function Counts({ change }: { change: ShiftChange }) {
  const { t } = useTranslation()
  const open = readOpen(change.open)
  if (!open) return <span className="console-soft">{t('duty.openWithheld')}</span>
  const late = open.clocks.filter((c) => c.state === 'LATE').length
  return (
    <>
      {t('duty.counts', {
        incidents: open.incidents.length + open.left.incidents,
        clocks: open.clocks.length + open.left.clocks,
        tasks: open.tasks.length + open.left.tasks,
        notices: open.notices.length + open.left.notices,
      })}{' '}
      {late > 0 && <b className="incident-mark clock-LATE">{t('incident.clocksLate', { n: late })}</b>}
    </>
  )
}
