import '../sheet.css'
import './print.css'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { textAt } from '@/i18n/textAt'
import { useDeskTheme } from '@/ui/deskTheme'
import { dateAndMinute, dateTime } from '@/ui/format'
import { inChinese } from '../reportForm'
import { lossOf, unitWords } from '../words'
import { Facts, Part, Rows } from './Rows'
import { type Snapshot, signedFile, snapshotOf } from './snapshot'

const HandOverSheetDocument = graphql(`
  query HandOverSheet($id: ID!) {
    node(id: $id) {
      id
      ... on HandOver {
        at
        to
        receivedBy
        handedBy
        snapshot
        signature
        takenBackAt
        takenBackReason
      }
    }
  }
`)

/** What was handed over with command, as it was frozen: a sheet to sign, and a file with the signature. */
export function HandOverSheet() {
  const { t } = useTranslation()
  useDeskTheme()
  const { handOver: id } = useParams({ from: '/console/handovers/$handOver' })
  const [{ data, error }] = useQuery({ query: HandOverSheetDocument, variables: { id } })
  const handOver = data?.node?.__typename === 'HandOver' ? data.node : null
  const file = useFile(handOver ? signedFile(handOver) : null)
  if (!handOver)
    return <p className="sheet">{t(data || error ? 'aftermath.snapshot.gone' : 'incident.loading')}</p>
  const zh = inChinese()
  const snapshot = snapshotOf(handOver.snapshot)
  const number = snapshot?.incident.number ?? ''
  return (
    <>
      <div className="sheet-acts">
        <button type="button" className="sheet-print" onClick={() => window.print()}>
          {t('aftermath.story.print')}
        </button>
        {file && (
          <a className="sheet-print" href={file} download={`handover-${number || id}.json`}>
            {t('aftermath.snapshot.download')}
          </a>
        )}
      </div>
      <article className="sheet long" lang="zh-CN">
        {snapshot?.incident.exercise && <p className="sheet-exercise">{zh('incident.sheet.exercise')}</p>}
        <h1>{zh('aftermath.snapshot.title')}</h1>
        <p className="sheet-number">{zh('aftermath.snapshot.number', { number: number || '—' })}</p>
        {snapshot && (
          <p className="sheet-intro">
            {zh('aftermath.snapshot.intro', { title: snapshot.incident.title, to: handOver.to })}
          </p>
        )}
        <Facts
          rows={[
            [zh('aftermath.snapshot.at'), dateTime(handOver.at)],
            [zh('aftermath.snapshot.to'), handOver.to],
            [zh('aftermath.snapshot.receivedBy'), handOver.receivedBy],
            [zh('aftermath.snapshot.handedBy'), handOver.handedBy],
            [
              zh('incident.takeBack'),
              handOver.takenBackAt &&
                zh('aftermath.snapshot.takenBack', {
                  at: dateTime(handOver.takenBackAt),
                  reason: handOver.takenBackReason,
                }),
            ],
          ]}
        />
        {snapshot ? <Handed of={snapshot} /> : <p role="alert">{zh('aftermath.snapshot.broken')}</p>}
        <p>{zh('aftermath.snapshot.noRoster')}</p>
        <section className="sheet-together">
          <h2>{zh('aftermath.snapshot.signature')}</h2>
          <p className="sheet-signature">{handOver.signature}</p>
          <p>{zh('aftermath.snapshot.signatureWhy')}</p>
          <div className="sheet-signed">
            <span>{zh('aftermath.snapshot.sign')}</span>
            <span>{zh('aftermath.snapshot.signReceived')}</span>
          </div>
        </section>
      </article>
    </>
  )
}

/** The address of a text as a file, as long as the page is open. */
function useFile(text: string | null): string | null {
  const address = useMemo(
    () => (text === null ? null : URL.createObjectURL(new Blob([text], { type: 'application/json' }))),
    [text],
  )
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  return address
}

function Handed({ of: { incident, clocks, groups, tasks } }: { of: Snapshot }) {
  const zh = inChinese()
  const units = unitWords(zh)
  const word = (part: 'grade' | 'level' | 'stage' | 'duty' | 'taskState', key: string | undefined) =>
    key && (textAt(zh(`incident.${part}`, { returnObjects: true }) as object, key) ?? key)
  const at = (instant: string | undefined) => instant && dateAndMinute(instant)
  const figures = (
    [
      ['deaths', incident.deaths],
      ['seriouslyInjured', incident.seriously_injured],
      ['injured', incident.injured],
      ['trapped', incident.trapped],
      ['missing', incident.missing],
      ['atRisk', incident.at_risk],
      ['fromAbroad', incident.from_abroad],
    ] as const
  ).map(([name, n]) => `${zh(`incident.figure.${name}`)} ${n ?? zh('aftermath.story.unknown')}`)
  return (
    <>
      <Part title={zh('aftermath.snapshot.facts')}>
        <Facts
          rows={[
            [zh('incident.title'), incident.title],
            [zh('incident.gradeLabel'), word('grade', incident.grade)],
            [zh('aftermath.story.level'), word('level', incident.level)],
            [zh('incident.stageLabel'), word('stage', incident.stage)],
            [zh('incident.occurredAt'), at(incident.occurred_at) ?? zh('aftermath.story.unknown')],
            [zh('incident.heardAt'), at(incident.heard_at)],
            [zh('incident.address'), incident.address],
            [zh('incident.description'), incident.description],
            [zh('incident.casualties'), figures.join(' · ')],
            [
              zh('incident.figure.directLoss'),
              typeof incident.direct_loss_fen === 'number'
                ? lossOf(zh, incident.direct_loss_fen)
                : zh('aftermath.story.unknown'),
            ],
            [
              zh('aftermath.story.commandPost'),
              [incident.command_post, incident.command_post_lead].filter(Boolean).join(' · '),
            ],
          ]}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.clocks')} empty={clocks.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.duty'),
            zh('aftermath.snapshot.due'),
            zh('aftermath.snapshot.state'),
          ]}
          widths={[50, 25]}
          rows={clocks.map((c) => ({
            key: c.id,
            cells: [
              word('duty', c.duty),
              at(c.due_at),
              zh(
                c.met_at
                  ? 'aftermath.snapshot.met'
                  : c.void_at
                    ? 'aftermath.snapshot.void'
                    : 'aftermath.snapshot.owed',
              ),
            ],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.groups')} empty={groups.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.group'),
            zh('aftermath.snapshot.leads'),
            zh('aftermath.snapshot.members'),
          ]}
          widths={[20, 30]}
          rows={groups.map((g) => ({
            key: g.id,
            cells: [g.name, units(g.leads ?? []), units(g.members ?? [])],
          }))}
        />
      </Part>
      <Part title={zh('aftermath.snapshot.tasks')} empty={tasks.length === 0}>
        <Rows
          heads={[
            zh('aftermath.snapshot.task'),
            zh('aftermath.snapshot.due'),
            zh('aftermath.snapshot.state'),
          ]}
          widths={[62, 20]}
          rows={tasks.map((task) => ({
            key: task.id,
            cells: [
              [task.text, task.owner].filter(Boolean).join(' · '),
              at(task.due_at) ?? '—',
              word('taskState', task.state),
            ],
          }))}
        />
      </Part>
    </>
  )
}
