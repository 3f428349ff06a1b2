import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { useNamed, useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { useMay } from '../rights'
import type { Group, Waiting } from './documents'
import { GroupDialog } from './GroupDialog'

interface Props {
  waiting: Waiting | null
  onOpen(entry: string): void
  onChanged(): void
}

/** What waits, one device and one reason together, the worst device first; nothing where nothing waits. */
export function Groups({ waiting, onOpen, onChanged }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const may = useMay()('quarantine:review')
  const [reviewed, setReviewed] = useState<Group | null>(null)
  if (!waiting || (waiting.groups.length === 0 && !reviewed)) return null
  const total = (g: Group) => waiting.devices.find((d) => d.device.code === g.device.code)?.count
  const now = reviewed && waiting.groups.find((g) => keyOf(g) === keyOf(reviewed))
  return (
    <>
      <h2>{t('quarantine.groups')}</h2>
      <Table
        rowKey={keyOf}
        size="small"
        className="quarantine-groups"
        dataSource={[...waiting.groups]}
        pagination={false}
        columns={[
          {
            title: t('quarantine.device'),
            render: (_, g, i) => (
              <>
                <b>{g.device.code}</b>
                <br />
                <small className="console-soft">
                  {named(g.station)}
                  {waiting.groups[i - 1]?.device.code !== g.device.code &&
                    ` · ${t('quarantine.ofDevice', { n: total(g) })}`}
                </small>
              </>
            ),
          },
          {
            title: t('quarantine.why'),
            render: (_, g) => <Tag color="orange">{t(`quarantine.reason.${g.reason}`)}</Tag>,
          },
          { title: t('quarantine.count'), align: 'right', render: (_, g) => <b>{g.count}</b> },
          {
            title: t('quarantine.firstLast'),
            className: 'console-time',
            render: (_, g) => (
              <>
                {dateAndMinute(g.first.receivedAt)}
                <br />
                {dateAndMinute(g.last.receivedAt)}
              </>
            ),
          },
          {
            title: t('quarantine.latest'),
            render: (_, g) => (
              <>
                <code>{g.last.field}</code> {g.last.detail}
              </>
            ),
          },
          {
            title: t('console.actions'),
            render: (_, g) => (
              <div className="quarantine-acts">
                <Button size="small" onClick={() => onOpen(g.last.id)}>
                  {t('quarantine.open')}
                </Button>
                {may && (
                  <Button
                    size="small"
                    type="primary"
                    aria-label={t('quarantine.reviewGroup', {
                      device: g.device.code,
                      reason: t(`quarantine.reason.${g.reason}`),
                    })}
                    onClick={() => setReviewed(g)}
                  >
                    {t('quarantine.review')}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {waiting.more > 0 && <p className="console-note">{t('quarantine.moreGroups', { n: waiting.more })}</p>}
      {reviewed && (
        <GroupDialog
          seen={reviewed}
          now={now ?? null}
          onChanged={onChanged}
          onClose={() => setReviewed(null)}
        />
      )}
    </>
  )
}

const keyOf = (g: Group) => `${g.device.code} ${g.reason}`
