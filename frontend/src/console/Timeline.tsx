import { Button, Select, Table, Tag } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useStream } from '@/live/stream'
import { createTimeline, type TimelineEntry } from '@/live/timeline'
import { ExportMenu } from '@/ui/ExportMenu'
import { dateTime } from '@/ui/format'
import { useDeeds } from './deed'
import { personName, usePeopleNames, usePlaces } from './people'

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

interface Filter {
  subject: string | null
  person: string | null
}

function Entries({ past }: { past: Past }) {
  const { t } = useTranslation()
  const stream = useMemo(() => createTimeline(past.end), [past.end])
  const { entries } = useStream(stream).value
  const names = usePeopleNames()
  const { bureaus, owners, areas } = usePlaces()
  const deeds = useDeeds(names, [...bureaus, ...owners, ...areas])
  const [filter, setFilter] = useState<Filter>({ subject: null, person: null })
  const all = [...entries, ...past.entries.toReversed()]
  const shown = all.filter(
    (e) =>
      (filter.subject === null || e.subjectType === filter.subject) &&
      (filter.person === null || deeds.concerns(e, filter.person)),
  )
  const actors = all.filter((e) => e.actorKind === 'PERSON').map((e) => e.actorName)
  return (
    <>
      <div className="console-bar">
        <Select
          allowClear
          style={{ width: 180 }}
          aria-label={t('deed.anySubject')}
          placeholder={t('deed.anySubject')}
          value={filter.subject}
          onChange={(subject) => setFilter({ ...filter, subject: subject ?? null })}
          options={[...new Set(all.map((e) => e.subjectType))]
            .sort()
            .map((value) => ({ value, label: deeds.subjectKind(value) }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 220 }}
          aria-label={t('deed.anyPerson')}
          placeholder={t('deed.anyPerson')}
          value={filter.person}
          onChange={(person) => setFilter({ ...filter, person: person ?? null })}
          options={[...new Set([...actors, ...names.map((p) => p.name)])].sort().map((value) => {
            const known = names.find((p) => p.name === value)
            return { value, label: known ? `${personName(known)} (${value})` : value }
          })}
        />
        <span>{t('deed.shown', { n: shown.length, all: all.length })}</span>
        <ExportMenu table="timeline" whole />
      </div>
      <Table
        rowKey="sequence"
        size="small"
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        expandable={{
          rowExpandable: (e) => e.before !== '' || e.after !== '',
          expandedRowRender: (e) => (
            <pre className="console-excerpt">
              {e.action} {e.subjectId ?? ''}
              {'\n'}
              {t('timeline.before')} {e.before || '—'}
              {'\n'}
              {t('timeline.after')} {e.after || '—'}
            </pre>
          ),
        }}
        columns={[
          { title: t('timeline.sequence'), dataIndex: 'sequence' },
          {
            title: `${t('timeline.when')} (${t('clock.zone')})`,
            className: 'console-time',
            render: (_, e) => dateTime(e.happenedAt),
          },
          {
            title: t('timeline.who'),
            render: (_, e) => deeds.actor(e),
          },
          {
            title: t('timeline.what'),
            render: (_, e) => (
              <>
                <Tag title={e.action} className="console-deed">
                  {deeds.what(e)}
                </Tag>
                {deeds.particulars(e).join(' · ')}
              </>
            ),
          },
          { title: t('timeline.subject'), render: (_, e) => deeds.subject(e) },
        ]}
      />
    </>
  )
}
