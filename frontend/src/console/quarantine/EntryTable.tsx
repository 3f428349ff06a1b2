import { Button, Table, Tag } from 'antd'
import { useContext } from 'react'
import { useNamed, useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ToIncident } from '@/ui/ToIncident'
import { ViewerContext } from '../rights'
import type { ListedEntry } from './documents'

interface Props {
  entries: readonly ListedEntry[]
  loading: boolean
  onOpen(entry: string): void
}

/** A page of the quarantine. */
export function EntryTable({ entries, loading, onOpen }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const scopes = useContext(ViewerContext)?.scopes ?? []
  return (
    <Table
      rowKey="id"
      size="small"
      loading={loading}
      dataSource={[...entries]}
      pagination={false}
      locale={{ emptyText: t('quarantine.none') }}
      columns={[
        {
          title: `${t('quarantine.receivedAt')} (${t('clock.zone')})`,
          render: (_, q) => dateTime(q.receivedAt),
        },
        { title: t('device.station'), render: (_, q) => named(q.station) },
        { title: t('device.code'), render: (_, q) => q.device.code },
        {
          title: t('quarantine.why'),
          render: (_, q) => <Tag color="orange">{t(`quarantine.reason.${q.reason}`)}</Tag>,
        },
        { title: t('quarantine.field'), dataIndex: 'field' },
        { title: t('quarantine.detail'), dataIndex: 'detail' },
        {
          title: t('quarantine.verdictColumn'),
          render: (_, q) =>
            q.verdict ? (
              <b className={q.verdict.kind === 'TAMPERING' ? 'quarantine-tampering' : undefined}>
                {t(`quarantine.verdict.${q.verdict.kind}`)}
              </b>
            ) : (
              <span className="console-soft">{t('quarantine.notReviewed')}</span>
            ),
        },
        {
          title: t('console.actions'),
          render: (_, q) => (
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
      ]}
    />
  )
}
