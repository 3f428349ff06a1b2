import { Link } from '@tanstack/react-router'
import { Button, Popconfirm, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { DevicesQuery } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { linkState } from '@/live/staleness'
import { ExportMenu } from '@/ui/ExportMenu'
import { dateTime } from '@/ui/format'
import { LinkMark } from '@/ui/LinkMark'
import { ShownOnce } from '@/ui/ShownOnce'
import { useAgo } from '@/ui/useAgo'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
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
      totalCount
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
        field
        code
        message
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
        field
        code
        message
      }
    }
  }
`)

type Device = NonNullable<DevicesQuery['devices']>['edges'][number]['node']

/** What speaks for stations, and the credentials by which they may. */
export function Devices() {
  const { t } = useTranslation()
  const named = useNamed()
  const ago = useAgo()
  const now = useNow()
  const failed = useFailure()
  const may = useMay()('device:write')
  const linked = useMay()('equipment:read')
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, fetching }, again] = useQuery({ query: DevicesDocument, variables: { after } })
  const [, issue] = useMutation(IssueDocument)
  const [, revoke] = useMutation(RevokeDocument)
  const [issued, setIssued] = useState<{ name: string; value: string }[] | null>(null)
  const page = data?.devices

  const onIssue = async (device: string) => {
    const result = await issue({ input: { device, idempotencyKey: newIdempotencyKey() } })
    const answer = result.data?.issueDeviceCredential
    if (failed(result.error, answer?.userErrors)) return
    setIssued([
      { name: t('device.credentialId'), value: answer?.device?.credentialId ?? '' },
      { name: t('device.secret'), value: answer?.secret ?? '' },
    ])
    again({ requestPolicy: 'network-only' })
  }
  const onRevoke = async (device: string) => {
    const result = await revoke({ input: { device, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.revokeDeviceCredential?.userErrors)
    again({ requestPolicy: 'network-only' })
  }

  return (
    <>
      <div className="console-bar">
        <span>{t('console.count', { n: page?.totalCount ?? 0 })}</span>
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <ExportMenu table="devices" />
        <Button onClick={() => again({ requestPolicy: 'network-only' })}>{t('console.refresh')}</Button>
      </div>
      <Table
        rowKey="id"
        size="small"
        loading={fetching && !data}
        dataSource={page?.edges.map((e) => e.node) ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: t('device.code'), dataIndex: 'code' },
          { title: t('device.kind'), render: (_, d) => t(`device.kindWord.${d.kind}`) },
          {
            title: t('device.station'),
            render: (_, d) => (
              <Link to="/station/$code" params={{ code: d.station.code }}>
                {named(d.station)}
              </Link>
            ),
          },
          {
            title: t('device.interval'),
            render: (_, d) => t('unit.seconds', { value: d.expectedIntervalSeconds }),
          },
          {
            title: t('console.link'),
            render: (_, d) => (
              <Space>
                <LinkMark mark={linked ? linkState(d.link ?? undefined, now.server) : 'withheld'} />
                {d.link?.lastHeardAt && <span>{ago(d.link.lastHeardAt, now.server)}</span>}
              </Space>
            ),
          },
          {
            title: t('device.credential'),
            render: (_, d) =>
              d.revokedAt ? (
                <Tag color="red">{t('device.revoked', { at: dateTime(d.revokedAt) })}</Tag>
              ) : d.credentialIssuedAt ? (
                <Tag color="green">{t('device.issued', { at: dateTime(d.credentialIssuedAt) })}</Tag>
              ) : (
                <Tag>{t('device.noCredential')}</Tag>
              ),
          },
          ...(!may
            ? []
            : [
                {
                  title: t('console.actions'),
                  render: (_: unknown, d: Device) => (
                    <Space>
                      <Popconfirm
                        title={t('device.issueConfirm', { code: d.code })}
                        onConfirm={() => onIssue(d.code)}
                      >
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
                },
              ]),
        ]}
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
