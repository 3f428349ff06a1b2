import { Button, Drawer } from 'antd'
import { useContext, useState } from 'react'
import { useQuery } from 'urql'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute, dateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
import { ViewerContext } from '../rights'
import { boundOf, legible } from './bounds'
import { type Entry, QuarantineEntryDocument, type Verdict } from './documents'
import { EntryDialog } from './EntryDialog'

interface Props {
  id: string
  onChanged(): void
  onClose(): void
}

/** One entry: what was sent, why it was not believed, what would have been right, and who found what. */
export function EntryPanel({ id, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const scopes = useContext(ViewerContext)?.scopes ?? []
  const [judging, setJudging] = useState(false)
  const [{ data }, again] = useQuery({
    query: QuarantineEntryDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  })
  const entry = data?.node && 'excerpt' in data.node ? data.node : null
  const changed = () => {
    again({ requestPolicy: 'network-only' })
    onChanged()
  }
  const title = entry && {
    device: entry.device.code,
    reason: t(`quarantine.reason.${entry.reason}`),
  }
  return (
    <Drawer open size={620} title={title ? t('quarantine.title', title) : ''} onClose={onClose}>
      {entry && (
        <>
          <p className="console-soft">
            {named(entry.station)} · {dateTime(entry.receivedAt)} {t('clock.zone')}
          </p>
          <Why entry={entry} />
          <h3>{t('quarantine.excerpt')}</h3>
          <pre className="console-excerpt">{legible(entry.excerpt)}</pre>
          <h3>{t('quarantine.history')}</h3>
          <Verdicts verdicts={entry.verdicts ?? []} />
          <p className="quarantine-acts">
            {scopes.includes('quarantine:review') && (
              <Button type="primary" onClick={() => setJudging(true)}>
                {t(entry.verdict ? 'quarantine.correct' : 'quarantine.review')}
              </Button>
            )}
            <ToIncident of={entry.id} scopes={scopes} />
          </p>
          {judging && <EntryDialog entry={entry} onChanged={changed} onClose={() => setJudging(false)} />}
        </>
      )}
    </Drawer>
  )
}

function Why({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  const bound = boundOf(entry)
  return (
    <dl className="quarantine-why">
      <dt>{t('quarantine.explained')}</dt>
      <dd>{t(`quarantine.explain.${entry.reason}`)}</dd>
      {entry.field && (
        <>
          <dt>{t('quarantine.field')}</dt>
          <dd>
            <code>{entry.field}</code>
          </dd>
        </>
      )}
      {bound?.sent !== undefined && (
        <>
          <dt>{t('quarantine.sent')}</dt>
          <dd>
            <b>{bound.sent}</b>
          </dd>
        </>
      )}
      {bound && (
        <>
          <dt>{t('quarantine.right')}</dt>
          <dd>
            <b>{t(`quarantine.bound.${bound.rule}`, bound.values)}</b>
          </dd>
        </>
      )}
      <dt>{t('quarantine.hubSaid')}</dt>
      <dd lang="en">{entry.detail}</dd>
    </dl>
  )
}

function Verdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  const { t } = useTranslation()
  if (verdicts.length === 0) return <p className="console-soft">{t('quarantine.noHistory')}</p>
  return (
    <ol className="quarantine-verdicts">
      {verdicts.map((v) => (
        <li key={v.id}>
          <b>{t(`quarantine.verdict.${v.kind}`)}</b>
          {v.note && <p>{v.note}</p>}
          <small className="console-soft">
            {t(v.given > 1 ? 'quarantine.given' : 'quarantine.givenOne', {
              by: v.by,
              at: dateAndMinute(v.givenAt),
              n: v.given,
            })}
          </small>
        </li>
      ))}
    </ol>
  )
}
