import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import type { DevicesQuery } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { linkState } from '@/live/staleness'
import { dateTime } from '@/ui/format'
import { LinkMark } from '@/ui/LinkMark'
import { ShownOnce } from '@/ui/ShownOnce'
import { useAgo } from '@/ui/useAgo'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { byText, type Column, type Filter, isIn } from './list/filter'
import { List } from './list/List'
import { useWhole } from './list/useWhole'
import { useMay } from './rights'

const DevicesDocument = graphql(`
  query Devices($after: Cursor) {
    devices(first: 100, after: $after) {
      edges {
        node {
          id
          code
          kind
          expectedIntervalSeconds
          credentialId
          credentialIssuedAt
          revokedAt
          station {
            code
            name
            nameEn
            area {
              name
              nameEn
            }
            owner {
              name
              nameEn
            }
          }
          link {
            deviceId
            stationId
            lastHeardAt
            staleAfterSeconds
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

const IssueDocument = graphql(`
  mutation IssueDeviceCredential($input: IssueDeviceCredentialInput!) {
    issueDeviceCredential(input: $input) {
      device {
        id
        credentialId
        credentialIssuedAt
        revokedAt
      }
      secret
      userErrors {
        ...Told
      }
    }
  }
`)

const RevokeDocument = graphql(`
  mutation RevokeDeviceCredential($input: RevokeDeviceCredentialInput!) {
    revokeDeviceCredential(input: $input) {
      device {
        id
        revokedAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

type Device = NonNullable<DevicesQuery['devices']>['edges'][number]['node']

const devicesOf = (data: DevicesQuery) => data.devices

const states = ['ISSUED', 'REVOKED', 'NONE'] as const
const stateOf = (d: Device) => (d.revokedAt ? 'REVOKED' : d.credentialIssuedAt ? 'ISSUED' : 'NONE')

/** What speaks for stations, and the credentials by which they may. */
export function Devices() {
  const { t } = useTranslation()
  const named = useNamed()
  const ago = useAgo()
  const now = useNow()
  const failed = useFailure()
  const may = useMay()('device:write')
  const linked = useMay()('equipment:read')
  const { rows, failed: readFailed, again } = useWhole(DevicesDocument, devicesOf)
  const [, issue] = useMutation(IssueDocument)
  const [, revoke] = useMutation(RevokeDocument)
  const [issued, setIssued] = useState<{ name: string; value: string }[] | null>(null)

  const onIssue = async (device: string) => {
    const result = await issue({ input: { device, idempotencyKey: newIdempotencyKey() } })
    const answer = result.data?.issueDeviceCredential
    if (failed(result.error, answer?.userErrors)) return
    setIssued([
      { name: t('device.credentialId'), value: answer?.device?.credentialId ?? '' },
      { name: t('device.secret'), value: answer?.secret ?? '' },
    ])
    again()
  }
  const onRevoke = async (device: string) => {
    const result = await revoke({ input: { device, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.revokeDeviceCredential?.userErrors)
    again()
  }

  const filters: Filter<Device>[] = [
    {
      name: 'search',
      label: t('device.find'),
      kind: 'text',
      holds: ({ code, station: { area, owner, ...station } }, wanted) =>
        isIn(
          [
            code,
            station.code,
            station.name,
            station.nameEn,
            area.name,
            area.nameEn,
            owner.name,
            owner.nameEn,
          ],
          wanted,
        ),
    },
    {
      name: 'state',
      label: t('device.credential'),
      kind: 'multiple',
      options: states.map((value) => ({ value, label: t(`device.credentialWord.${value}`) })),
      holds: (d, wanted) => wanted.includes(stateOf(d)),
    },
  ]
  const columns: Column<Device>[] = [
    {
      key: 'code',
      title: t('device.code'),
      always: true,
      exported: ['deviceCode'],
      compare: byText((d) => d.code),
      render: (d) => d.code,
    },
    {
      key: 'kind',
      title: t('device.kind'),
      exported: ['deviceKind'],
      compare: byText((d) => d.kind),
      render: (d) => t(`device.kindWord.${d.kind}`),
    },
    {
      key: 'station',
      title: t('device.station'),
      exported: ['stationCode', 'stationName'],
      compare: byText((d) => d.station.code),
      render: (d) => (
        <Link to="/station/$code" params={{ code: d.station.code }}>
          {named(d.station)}
        </Link>
      ),
    },
    {
      key: 'interval',
      title: t('device.interval'),
      exported: ['intervalSeconds'],
      compare: (a, b) => a.expectedIntervalSeconds - b.expectedIntervalSeconds,
      render: (d) => t('unit.seconds', { value: d.expectedIntervalSeconds }),
    },
    {
      key: 'link',
      title: t('console.link'),
      render: (d) => (
        <Space>
          <LinkMark mark={linked ? linkState(d.link ?? undefined, now.server) : 'withheld'} />
          {d.link?.lastHeardAt && <span>{ago(d.link.lastHeardAt, now.server)}</span>}
        </Space>
      ),
    },
    {
      key: 'credential',
      title: t('device.credential'),
      exported: ['issuedAt', 'revokedAt'],
      compare: byText((d) => d.revokedAt ?? d.credentialIssuedAt),
      render: (d) =>
        d.revokedAt ? (
          <Tag color="red">{t('device.revoked', { at: dateTime(d.revokedAt) })}</Tag>
        ) : d.credentialIssuedAt ? (
          <Tag color="green">{t('device.issued', { at: dateTime(d.credentialIssuedAt) })}</Tag>
        ) : (
          <Tag>{t('device.noCredential')}</Tag>
        ),
    },
  ]
  if (may)
    columns.push({
      key: 'acts',
      title: t('console.actions'),
      acts: true,
      render: (d) => (
        <Space>
          <Popconfirm title={t('device.issueConfirm', { code: d.code })} onConfirm={() => onIssue(d.code)}>
            <Button size="small">{t('device.issue')}</Button>
          </Popconfirm>
          {d.credentialId && !d.revokedAt && (
            <Popconfirm
              title={t('device.revokeConfirm', { code: d.code })}
              onConfirm={() => onRevoke(d.code)}
            >
              <Button size="small" danger>
                {t('device.revoke')}
              </Button>
            </Popconfirm>
          )}
        </Space>
      ),
    })

  return (
    <>
      <List
        name="devices"
        title={t('console.section.devices')}
        filters={filters}
        columns={columns}
        rows={rows}
        failed={readFailed}
        rowKey={(d) => d.id}
        none={t('list.none')}
        exported="devices"
        onRefresh={again}
      />
      <ShownOnce
        title={t('device.issuedTitle')}
        items={issued}
        warning={t('device.onceWarning')}
        onClose={() => setIssued(null)}
      />
    </>
  )
}
