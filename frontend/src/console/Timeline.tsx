import { Button, Tag } from 'antd'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useStream } from '@/live/stream'
import { createTimeline, type TimelineEntry } from '@/live/timeline'
import { dateTime } from '@/ui/format'
import { numbersOf, useDeeds } from './deed'
import { byText, type Column, type Filter } from './list/filter'
import { List } from './list/List'
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

  if (!past)
    return (
      <List<TimelineEntry>
        name="timeline"
        title={t('console.section.timeline')}
        filters={[]}
        columns={[]}
        rows={null}
        failed={failed}
        rowKey={(e) => e.id}
        none={t('list.none')}
      />
    )
  return (
    <Entries
      past={past}
      failed={failed}
      acts={
        past.more && (
          <Button onClick={() => void read(past)}>{t('timeline.readOn', { n: past.entries.length })}</Button>
        )
      }
    />
  )
}

interface EntriesProps {
  past: Past
  failed: boolean
  acts: ReactNode
}

function Entries({ past, failed, acts }: EntriesProps) {
  const { t } = useTranslation()
  const stream = useMemo(() => createTimeline(past.end), [past.end])
  const { entries } = useStream(stream).value
  const names = usePeopleNames()
  const { bureaus, owners, areas } = usePlaces()
  const all = [...entries, ...past.entries.toReversed()]
  const deeds = useDeeds(names, [...bureaus, ...owners, ...areas], numbersOf(all))
  const actors = all.filter((e) => e.actorKind === 'PERSON').map((e) => e.actorName)
  const filters: Filter<TimelineEntry>[] = [
    {
      name: 'subject',
      label: t('deed.anySubject'),
      kind: 'multiple',
      options: [...new Set(all.map(subjectOf))]
        .sort()
        .map((value) => ({ value, label: deeds.subjectKind(value) })),
      holds: (e, wanted) => wanted.includes(subjectOf(e)),
    },
    {
      name: 'person',
      label: t('deed.anyPerson'),
      kind: 'choice',
      options: [...new Set([...actors, ...names.map((p) => p.name)])].sort().map((value) => {
        const known = names.find((p) => p.name === value)
        return { value, label: known ? `${personName(known)} (${value})` : value }
      }),
      holds: (e, [name = '']) => deeds.concerns(e, name),
    },
  ]
  const columns: Column<TimelineEntry>[] = [
    {
      key: 'sequence',
      title: t('timeline.sequence'),
      always: true,
      exported: ['sequence'],
      compare: (a, b) => a.sequence - b.sequence,
      render: (e) => e.sequence,
    },
    {
      key: 'when',
      title: `${t('timeline.when')} (${t('clock.zone')})`,
      className: 'console-time',
      exported: ['happenedAt'],
      compare: byText((e) => e.happenedAt),
      render: (e) => dateTime(e.happenedAt),
    },
    {
      key: 'who',
      title: t('timeline.who'),
      exported: ['actorKind', 'actor'],
      compare: byText(deeds.actor),
      render: deeds.actor,
    },
    {
      key: 'what',
      title: t('timeline.what'),
      exported: ['action', 'before', 'after'],
      compare: byText(deeds.what),
      render: (e) => (
        <>
          <Tag title={e.action} className="console-deed">
            {deeds.what(e)}
          </Tag>
          {deeds.particulars(e).join(' · ')}
        </>
      ),
    },
    {
      key: 'subject',
      title: t('timeline.subject'),
      className: 'console-time',
      exported: ['subjectType', 'subjectId'],
      compare: byText(deeds.subject),
      render: deeds.subject,
    },
  ]
  return (
    <List
      name="timeline"
      title={t('console.section.timeline')}
      filters={filters}
      columns={columns}
      rows={all}
      failed={failed}
      rowKey={(e) => String(e.sequence)}
      none={t('list.none')}
      exported="timeline"
      acts={acts}
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
    />
  )
}

/** The kind of an entry's subject; what is of no other kind is the hub's. */
const subjectOf = (e: TimelineEntry): string => e.subjectType || 'Hub'
