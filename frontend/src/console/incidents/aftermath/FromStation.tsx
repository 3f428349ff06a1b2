import { useNavigate } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { bounds } from '@/gql/generated/bounds'
import type { AlarmQuery, DeviceEventKind } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { useEventText } from '@/ui/EventText'
import { dateTime } from '@/ui/format'
import { Withheld } from '@/ui/Withheld'
import { useMay } from '../../rights'
import { ActDialog, textOf } from '../ActDialog'
import { inChinese } from '../reportForm'
import { useKinds } from '../useKinds'
import { OpenFromStationDocument } from './acts'

const AlarmDocument = graphql(`
  query Alarm($id: ID!) {
    node(id: $id) {
      id
      ... on DeviceEvent {
        sequence
        cursor
        happenedAt
        receivedAt
        kind
        detail
        station {
          code
          name
          nameEn
        }
        concernedTank: tank {
          number
        }
        nozzle {
          number
        }
      }
      ... on Quarantine {
        receivedAt
        reason
        field
        detail
        station {
          code
          name
          nameEn
        }
      }
    }
  }
`)

type Alarm = Extract<NonNullable<AlarmQuery['node']>, { station: object }>

/** The kind of accident that an alarm tells of, where the county has it. */
const suggested: Partial<Record<DeviceEventKind, string>> = { LEAK_ALARM: 'LEAK', OVERFILL: 'LEAK' }

/** Makes an incident of a station's alarm: what it said is shown, its kind is asked for, its page follows. */
export function FromStation({ of }: { of: string }) {
  const { t } = useTranslation()
  const may = useMay()('incident:write')
  const navigate = useNavigate()
  const kinds = useKinds()
  const [{ data, error, fetching }] = useQuery({ query: AlarmDocument, variables: { id: of } })
  if (!may) return <Withheld scope="incident:write" />
  const alarm = data?.node && 'station' in data.node ? data.node : null
  if (fetching || kinds.length === 0) return <p>{t('aftermath.alarm.reading')}</p>
  if (!alarm) return <p role="alert">{t(error && !data ? 'failure.UNREACHABLE' : 'failure.NOT_FOUND')}</p>
  const kind = alarm.__typename === 'DeviceEvent' ? suggested[alarm.kind] : undefined
  return (
    <ActDialog
      title={t('aftermath.alarm.title')}
      note={<Told alarm={alarm} />}
      bounds={bounds.OpenIncidentFromStationInput}
      fields={[
        {
          name: 'title',
          label: t('incident.title'),
          kind: 'text',
          required: true,
          initial: titleOf(alarm),
        },
        {
          name: 'kind',
          label: t('incident.kind'),
          kind: 'choice',
          required: true,
          options: kinds,
          initial: kinds.some((k) => k.value === kind) ? kind : undefined,
        },
      ]}
      submit={(act, v) =>
        act(OpenFromStationDocument, { of, title: textOf(v.title), kind: textOf(v.kind) ?? '' })
      }
      onClose={(outcome) =>
        void navigate({
          to: '/console/{-$section}/{-$item}',
          params: { section: 'incidents', item: outcome?.done ? outcome.id : undefined },
        })
      }
    />
  )
}

/** The title as it goes into reports: in Chinese, and to be edited. */
function titleOf(alarm: Alarm): string {
  const zh = inChinese()
  const what =
    alarm.__typename === 'DeviceEvent'
      ? zh(`event.kind.${alarm.kind}`)
      : zh(`quarantine.reason.${alarm.reason}`)
  return `${alarm.station.name} ${what}`
}

function Told({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const named = useNamed()
  const text = useEventText()
  const told =
    alarm.__typename === 'DeviceEvent'
      ? text(alarm)
      : `${t(`quarantine.reason.${alarm.reason}`)} ${alarm.field}`
  const at = alarm.__typename === 'DeviceEvent' ? alarm.happenedAt : alarm.receivedAt
  return (
    <>
      <dl className="incident-facts">
        <dt>{t('aftermath.alarm.station')}</dt>
        <dd>
          {named(alarm.station)} {alarm.station.code}
        </dd>
        <dt>{t('aftermath.alarm.told')}</dt>
        <dd>
          <b>{told}</b>
        </dd>
        <dt>{t('aftermath.alarm.at')}</dt>
        <dd>
          {dateTime(at)} ({t('clock.zone')})
        </dd>
        {alarm.detail && (
          <>
            <dt>{t('aftermath.alarm.detail')}</dt>
            <dd>{alarm.detail}</dd>
          </>
        )}
      </dl>
      <p className="console-note">{t('aftermath.alarm.explained')}</p>
    </>
  )
}
