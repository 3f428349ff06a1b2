import { Button, Table, Tag } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useStream } from '@/live/stream'
import { createTimeline, type TimelineEntry } from '@/live/timeline'
import { dateTime } from '@/ui/format'

const EventsAfterDocument = graphql(`
  query EventsAfter($after: Cursor) {
    eventsAfter(after: $after, first: 100) {
      entries {
        id
        sequence
        cursor
        happenedAt
        actorKind
        actorName
        action
        subjectType
        subjectId
        before
        after
      }
      endCursor
      hasMore
    }
  }
`)

/** So many pages of a hundred are read at once; the rest when asked for. */
const PAGES = 20

interface Past {
  entries: TimelineEntry[]
  end: string | null
  more: boolean
}

/** What was done, from the beginning, and then as it is done. */
export function Timeline() {
  const { t } = useTranslation()
  const client = useClient()
  const [past, setPast] = useState<Past | null>(null)
  const [failed, setFailed] = useState(false)

  const read = useCallback(
    async (from: Past): Promise<void> => {
      let { entries, end, more } = from
      for (let page = 0; page < PAGES && more; page++) {
        const { data } = await client
          .query(EventsAfterDocument, { after: end }, { requestPolicy: 'network-only' })
          .toPromise()
        if (!data?.eventsAfter) return setFailed(true)
        entries = [...entries, ...data.eventsAfter.entries]
        end = data.eventsAfter.endCursor ?? end
        more = data.eventsAfter.hasMore
      }
      setFailed(false)
      setPast({ entries, end, more })
    },
    [client],
  )
  useEffect(() => {
    void read({ entries: [], end: null, more: true })
  }, [read])

  return (
    <>
      {failed && <p className="failure">{t('failure.INTERNAL')}</p>}
      {past?.more && (
        <div className="console-bar">
          <Button onClick={() => void read(past)}>{t('timeline.readOn', { n: past.entries.length })}</Button>
        </div>
      )}
      {past ? <Entries past={past} /> : <Table loading columns={[]} />}
    </>
  )
}

function Entries({ past }: { past: Past }) {
  const { t } = useTranslation()
  const stream = useMemo(() => createTimeline(past.end), [past.end])
  const { entries } = useStream(stream).value
  const all = [...entries, ...past.entries.toReversed()]
  return (
    <Table
      rowKey="sequence"
      size="small"
      dataSource={all}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      expandable={{
        rowExpandable: (e) => e.before !== '' || e.after !== '',
        expandedRowRender: (e) => (
          <pre className="console-excerpt">
            {t('timeline.before')} {e.before || '—'}
            {'\n'}
            {t('timeline.after')} {e.after || '—'}
          </pre>
        ),
      }}
      columns={[
        { title: t('timeline.sequence'), dataIndex: 'sequence' },
        { title: `${t('timeline.when')} (${t('clock.zone')})`, render: (_, e) => dateTime(e.happenedAt) },
        { title: t('timeline.who'), render: (_, e) => `${t(`viewer.${e.actorKind}`)} ${e.actorName}` },
        { title: t('timeline.what'), render: (_, e) => <Tag title={e.action}>{e.action}</Tag> },
        {
          title: t('timeline.subject'),
          render: (_, e) => (e.subjectType ? `${e.subjectType} ${e.subjectId ?? ''}` : t('timeline.hub')),
        },
      ]}
    />
  )
}
