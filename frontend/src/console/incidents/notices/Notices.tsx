import { Button, Collapse, Space } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { shortDateTime } from '@/ui/format'
import { useAgo } from '@/ui/useAgo'
import { Withheld } from '@/ui/Withheld'
import { useMay } from '../../rights'
import { ActDialog, numberOf, textOf } from '../ActDialog'
import { Card } from '../Card'
import { type Incident, isOver } from '../incident'
import { useAct } from '../useAct'
import { unitWords } from '../words'
import {
  EnterAnswerDocument,
  type Notice,
  PassNoticeOnDocument,
  type Sending,
  SendNoticeDocument,
  type Unit,
  unitsOf,
  useNotices,
} from './notices'
import './notices.css'

/** What was told to whom, and who has not answered. */
export function Notices({ incident }: { incident: Incident }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('notice:read'))
    return (
      <Card title={t('notice.title')}>
        <Withheld scope="notice:read" />
      </Card>
    )
  return <Open incident={incident} writes={may('notice:write') && !isOver(incident)} />
}

function Open({ incident, writes }: { incident: Incident; writes: boolean }) {
  const { t } = useTranslation()
  const named = useNamed()
  const now = useNow().server
  const ago = useAgo()
  const { value: notices, readAt } = useNotices(incident.id)
  const [writing, setWriting] = useState(false)
  const groups = incident.groups.filter((g) => !g.dissolvedAt)
  return (
    <Card
      exported={{ table: 'notices', incident: incident.id }}
      title={t('notice.title')}
      acts={
        <>
          <span className="console-soft">
            {readAt === null
              ? t('incident.loading')
              : t('notice.asOf', { ago: ago(new Date(readAt).toISOString(), now) })}
          </span>
          {writes && groups.length > 0 && (
            <Button size="small" onClick={() => setWriting(true)}>
              {t('notice.write')}
            </Button>
          )}
        </>
      }
    >
      {notices?.length === 0 && <p className="console-soft">{t('notice.none')}</p>}
      {notices && notices.length > 0 && (
        <Collapse
          ghost
          size="small"
          defaultActiveKey={notices[0]?.id}
          items={notices.map((n) => ({
            key: n.id,
            label: <Head notice={n} now={now} />,
            children: <Units notice={n} now={now} writes={writes} />,
          }))}
        />
      )}
      {writing && (
        <ActDialog
          title={t('notice.write')}
          draft={`notice:${incident.id}`}
          note={incident.exercise ? <p className="console-note">{t('notice.exerciseNote')}</p> : undefined}
          bounds={bounds.SendNoticeInput}
          fields={[
            { name: 'text', label: t('notice.text'), kind: 'area', required: true },
            {
              name: 'groups',
              label: t('notice.groups'),
              kind: 'checks',
              required: true,
              options: groups.map((g) => ({ value: g.id, label: named(g) })),
            },
            {
              name: 'within',
              label: t('notice.within'),
              kind: 'number',
              hint: t('notice.withinHint'),
              initial: 10,
            },
          ]}
          submit={(act, v) =>
            act(SendNoticeDocument, {
              incident: incident.id,
              text: textOf(v.text) ?? '',
              groups: Array.isArray(v.groups) ? (v.groups as string[]) : [],
              answerWithinMin: numberOf(v.within),
            })
          }
          onClose={() => setWriting(false)}
        />
      )}
    </Card>
  )
}

/** What a notice says, and how many are reached: never calm while one is not. */
function Head({ notice, now }: { notice: Notice; now: number | null }) {
  const { t } = useTranslation()
  const units = unitsOf(notice.sendings ?? [], now)
  const of = (...standings: Unit['standing'][]) => units.filter((u) => standings.includes(u.standing)).length
  const lost = of('UNREACHABLE', 'FAILED')
  const late = of('OVERDUE')
  return (
    <span className="notice-head">
      <b>{t(`notice.kind.${notice.kind}`)}</b>{' '}
      <span className="console-soft">
        {shortDateTime(notice.at)} · {notice.by}
      </span>{' '}
      {lost > 0 && <b className="incident-mark notice-UNREACHABLE">{t('notice.lost', { n: lost })}</b>}
      {late > 0 && <b className="incident-mark notice-OVERDUE">{t('notice.late', { n: late })}</b>}
      <span>
        {notice.answerWithinMin
          ? t('notice.answered', { n: of('ANSWERED'), all: units.length })
          : t('notice.told', { n: of('TOLD', 'ANSWERED'), all: units.length })}
      </span>
    </span>
  )
}

/** So many units stand open, those that are not reached or did not answer first; the rest on demand. */
const OPEN_UNITS = 8

function Units({ notice, now, writes }: { notice: Notice; now: number | null; writes: boolean }) {
  const { t } = useTranslation()
  const act = useAct()
  const unitName = (name: string) => unitWords(t)([name])
  const [whole, setWhole] = useState(false)
  const units = unitsOf(notice.sendings ?? [], now)
  const [answering, setAnswering] = useState<Sending | null>(null)
  return (
    <>
      <p className="notice-text">{notice.text}</p>
      {notice.exercise && <p className="console-note">{t('notice.exercise')}</p>}
      <ul className="notice-units">
        {(whole ? units : units.slice(0, OPEN_UNITS)).map((u) => (
          <li key={u.unit} data-standing={u.standing}>
            <div>
              <b className={`incident-mark notice-${u.standing}`}>{t(`notice.standing.${u.standing}`)}</b>{' '}
              <b>{unitName(u.unit)}</b>
              {u.last.answer && <span> “{u.last.answer}”</span>}
              {u.chain.map((s) => (
                <Way key={s.id} sending={s} />
              ))}
            </div>
            {writes && u.standing !== 'ANSWERED' && (
              <Space size={4}>
                <Button size="small" onClick={() => setAnswering(u.last)}>
                  {t('notice.enterAnswer')}
                </Button>
                {u.standing !== 'UNREACHABLE' && !u.last.passedOnAt && (
                  <Button
                    size="small"
                    type="text"
                    onClick={() =>
                      void act(PassNoticeOnDocument, { sending: u.last.id, version: u.last.version })
                    }
                  >
                    {t('notice.passOn')}
                  </Button>
                )}
              </Space>
            )}
          </li>
        ))}
      </ul>
      {!whole && units.length > OPEN_UNITS && (
        <Button type="link" onClick={() => setWhole(true)}>
          {t('notice.showAll', { n: units.length })}
        </Button>
      )}
      {answering && (
        <ActDialog
          title={t('notice.answerOf', { unit: unitName(answering.unit) })}
          draft={`answer:${answering.id}`}
          bounds={bounds.EnterAnswerInput}
          fields={[
            { name: 'answer', label: t('notice.answer'), kind: 'area', required: true },
            { name: 'at', label: t('notice.answerAt'), kind: 'instant', hint: t('notice.answerAtHint') },
          ]}
          submit={(send, v) =>
            send(EnterAnswerDocument, {
              sending: answering.id,
              version: answering.version,
              answer: textOf(v.answer) ?? '',
              at: textOf(v.at),
            })
          }
          onClose={() => setAnswering(null)}
        />
      )}
    </>
  )
}

/** One contact: by which way, how far it came and when. */
function Way({ sending: s }: { sending: Sending }) {
  const { t } = useTranslation()
  const since = s.answeredAt ?? s.readAt ?? s.deliveredAt ?? s.sentAt ?? s.failedAt ?? s.queuedAt
  return (
    <small className="console-soft">
      {s.channel === 'NONE'
        ? t('notice.noWay')
        : `${t(`notice.channel.${s.channel}`)} ${s.name} ${s.address ?? ''}`}
      {' · '}
      {t(`notice.state.${s.state}`)} {shortDateTime(since)}
      {s.answerEnteredBy && ` · ${t('notice.enteredBy', { who: s.answerEnteredBy })}`}
      {s.attempts > 1 && ` · ${t('notice.attempts', { n: s.attempts })}`}
      {s.answerBy &&
        !s.answeredAt &&
        !s.passedOnAt &&
        ` · ${t('notice.by', { at: shortDateTime(s.answerBy) })}`}
      {s.passedOnAt && ` · ${t('notice.passedOn', { at: shortDateTime(s.passedOnAt) })}`}
    </small>
  )
}
