import { Button, Tag } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import type { QuarantineReason, QuarantineReviewed, QuarantineVerdictKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import type { Filter } from '../list/filter'
import { List } from '../list/List'
import { useListQuery, useListState } from '../list/useListQuery'
import { type ListedEntry, QuarantineListDocument, reasons, verdictKinds } from './documents'
import { useEntryColumns } from './useEntryColumns'

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
  const filters = useEntryFilters()
  const columns = useEntryColumns(onOpen)
  const [after, setAfter] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew, the day ends anew
  const since = useMemo(() => new Date((serverClock.now() ?? Date.now()) - DAY_MS).toISOString(), [changes])
  const {
    reviewed: [reviewed] = [],
    verdict: [verdict] = [],
    state: [reason] = [],
    station: [station] = [],
    device: [device] = [],
  } = useListState(filters).values
  const filter = useMemo(
    () => ({
      reason: (reason as QuarantineReason | undefined) ?? null,
      reviewed: (reviewed as QuarantineReviewed | undefined) ?? null,
      verdict: (verdict as QuarantineVerdictKind | undefined) ?? null,
      station: station?.trim() || null,
      device: device?.trim() || null,
    }),
    [reason, reviewed, verdict, station, device],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins at its first page
  useEffect(() => setAfter(null), [filter])
  const ask = useListQuery()
  const [{ data, error }] = useQuery({ query: QuarantineListDocument, variables: { filter, after, since } })
  const page = data?.quarantine
  const choose = (next: QuarantineReason | null) =>
    ask((query) => ({ ...query, state: next ?? undefined, page: undefined }))

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
            onChange={(on) => choose(on ? c.reason : null)}
          >
            {t(`quarantine.reason.${c.reason}`)} <b>{c.count}</b>
          </Tag.CheckableTag>
        ))}
      </div>
      <List
        name="quarantine"
        title={t('console.section.quarantine')}
        filters={filters}
        columns={columns}
        rows={page?.edges.map((e) => e.node) ?? null}
        failed={error !== undefined}
        total={page?.totalCount ?? 0}
        rowKey={(q) => q.id}
        none={t('quarantine.none')}
        exported="quarantine"
        onRefresh={onRefresh}
        acts={
          <>
            {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
            {page?.pageInfo.hasNextPage && (
              <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>
                {t('console.nextPage')}
              </Button>
            )}
          </>
        }
      />
    </>
  )
}

/** By what the hub finds entries; the names are those of the list's file. */
function useEntryFilters(): Filter<ListedEntry>[] {
  const { t } = useTranslation()
  return [
    {
      name: 'reviewed',
      label: t('quarantine.anyReviewed'),
      kind: 'choice',
      options: (['UNREVIEWED', 'REVIEWED'] as const).map((r) => ({
        value: r,
        label: t(`quarantine.reviewed.${r}`),
      })),
    },
    {
      name: 'verdict',
      label: t('quarantine.anyVerdict'),
      kind: 'choice',
      options: verdictKinds.map((v) => ({ value: v, label: t(`quarantine.verdict.${v}`) })),
    },
    {
      name: 'state',
      label: t('quarantine.anyReason'),
      kind: 'choice',
      options: reasons.map((r) => ({ value: r, label: t(`quarantine.reason.${r}`) })),
    },
    { name: 'station', label: t('station.code'), kind: 'text' },
    { name: 'device', label: t('device.code'), kind: 'text' },
  ]
}
