import { Button, Input, Select, Tag } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import type { QuarantineReason, QuarantineReviewed, QuarantineVerdictKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { ExportMenu } from '@/ui/ExportMenu'
import { QuarantineListDocument, reasons, verdictKinds } from './documents'
import { EntryTable } from './EntryTable'

interface Props {
  /** Grows with each verdict that was given here: then the list is read again. */
  changes: number
  onOpen(entry: string): void
  onRefresh(): void
}

const DAY_MS = 86_400_000

/** All of the quarantine, by what one looks for. */
export function Entries({ changes, onOpen, onRefresh }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<QuarantineReason | null>(null)
  const [reviewed, setReviewed] = useState<QuarantineReviewed | null>(null)
  const [verdict, setVerdict] = useState<QuarantineVerdictKind | null>(null)
  const [station, setStation] = useState('')
  const [device, setDevice] = useState('')
  const [after, setAfter] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew, the day ends anew
  const since = useMemo(() => new Date((serverClock.now() ?? Date.now()) - DAY_MS).toISOString(), [changes])
  const filter = useMemo(
    () => ({ reason, reviewed, verdict, station: station.trim() || null, device: device.trim() || null }),
    [reason, reviewed, verdict, station, device],
  )
  const [{ data, fetching }] = useQuery({
    query: QuarantineListDocument,
    variables: { filter, after, since },
  })
  const page = data?.quarantine
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins at its first page
  useEffect(() => setAfter(null), [filter])

  return (
    <>
      <h2>{t('quarantine.entries')}</h2>
      <div className="console-bar">
        <span>{t('quarantine.lastDay')}</span>
        {data?.quarantineCounts?.length === 0 && <Tag color="green">{t('quarantine.nothing')}</Tag>}
        {data?.quarantineCounts?.map((c) => (
          <Tag.CheckableTag
            key={c.reason}
            checked={reason === c.reason}
            onChange={(on) => setReason(on ? c.reason : null)}
          >
            {t(`quarantine.reason.${c.reason}`)} <b>{c.count}</b>
          </Tag.CheckableTag>
        ))}
      </div>
      <div className="console-bar">
        <Select
          allowClear
          style={{ width: 180 }}
          aria-label={t('quarantine.anyReviewed')}
          placeholder={t('quarantine.anyReviewed')}
          value={reviewed}
          onChange={(value) => setReviewed(value ?? null)}
          options={(['UNREVIEWED', 'REVIEWED'] as const).map((r) => ({
            value: r,
            label: t(`quarantine.reviewed.${r}`),
          }))}
        />
        <Select
          allowClear
          style={{ width: 200 }}
          aria-label={t('quarantine.anyVerdict')}
          placeholder={t('quarantine.anyVerdict')}
          value={verdict}
          onChange={(value) => setVerdict(value ?? null)}
          options={verdictKinds.map((v) => ({ value: v, label: t(`quarantine.verdict.${v}`) }))}
        />
        <Select
          allowClear
          style={{ width: 200 }}
          aria-label={t('quarantine.anyReason')}
          placeholder={t('quarantine.anyReason')}
          value={reason}
          onChange={(value) => setReason(value ?? null)}
          options={reasons.map((r) => ({ value: r, label: t(`quarantine.reason.${r}`) }))}
        />
        <Input.Search
          allowClear
          style={{ width: 160 }}
          placeholder={t('station.code')}
          onSearch={setStation}
        />
        <Input.Search allowClear style={{ width: 160 }} placeholder={t('device.code')} onSearch={setDevice} />
        <span>{t('console.count', { n: page?.totalCount ?? 0 })}</span>
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <ExportMenu
          table="quarantine"
          filters={{
            state: reason ?? undefined,
            reviewed: reviewed ?? undefined,
            verdict: verdict ?? undefined,
            station,
            device,
          }}
        />
        <Button onClick={onRefresh}>{t('console.refresh')}</Button>
      </div>
      <EntryTable
        entries={page?.edges.map((e) => e.node) ?? []}
        loading={fetching && !data}
        onOpen={onOpen}
      />
    </>
  )
}
