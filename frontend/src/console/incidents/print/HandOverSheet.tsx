import '../sheet.css'
import './print.css'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useDeskTheme } from '@/ui/deskTheme'
import { dateTime } from '@/ui/format'
import { inChinese } from '../reportForm'
import { CheckFile } from './CheckFile'
import { Handed } from './Handed'
import { Facts } from './Rows'
import { signedFile, snapshotOf } from './snapshot'

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
        <CheckFile />
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
