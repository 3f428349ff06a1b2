import { Button, Tag } from 'antd'
import { useContext } from 'react'
import { useNamed, useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
import type { Column } from '../list/filter'
import { ViewerContext } from '../rights'
import type { ListedEntry } from './documents'

/** What the list tells of an entry, and what can be done with it. */
export function useEntryColumns(onOpen: (entry: string) => void): Column<ListedEntry>[] {
  const { t } = useTranslation()
  const named = useNamed()
  const scopes = useContext(ViewerContext)?.scopes ?? []
  return [
    {
      key: 'receivedAt',
      title: `${t('quarantine.receivedAt')} (${t('clock.zone')})`,
      always: true,
      exported: ['receivedAt'],
      render: (q) => dateTime(q.receivedAt),
    },
    {
      key: 'station',
      title: t('device.station'),
      exported: ['stationCode', 'stationName'],
      render: (q) => named(q.station),
    },
    { key: 'device', title: t('device.code'), exported: ['deviceCode'], render: (q) => q.device.code },
    {
      key: 'reason',
      title: t('quarantine.why'),
      exported: ['reason'],
      render: (q) => <Tag color="orange">{t(`quarantine.reason.${q.reason}`)}</Tag>,
    },
    { key: 'field', title: t('quarantine.field'), exported: ['field'], render: (q) => q.field },
    {
      key: 'detail',
      title: t('quarantine.detail'),
      exported: ['detail', 'excerpt'],
      render: (q) => q.detail,
    },
    {
      key: 'verdict',
      title: t('quarantine.verdictColumn'),
      exported: ['verdict', 'verdictNote', 'reviewedBy', 'reviewedAt'],
      render: (q) =>
        q.verdict ? (
          <b className={q.verdict.kind === 'TAMPERING' ? 'quarantine-tampering' : undefined}>
            {t(`quarantine.verdict.${q.verdict.kind}`)}
          </b>
        ) : (
          <span className="console-soft">{t('quarantine.notReviewed')}</span>
        ),
    },
    {
      key: 'acts',
      title: t('console.actions'),
      acts: true,
      render: (q) => (
        <div className="quarantine-acts">
          <Button
            size="small"
            autoInsertSpace={false}
            aria-label={t('quarantine.openOne', { device: q.device.code, at: dateTime(q.receivedAt) })}
            onClick={() => onOpen(q.id)}
          >
            {t('quarantine.open')}
          </Button>
          <ToIncident of={q.id} scopes={scopes} />
        </div>
      ),
    },
  ]
}
