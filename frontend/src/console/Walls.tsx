import { Button, Form, Input, Popconfirm, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { EnrolmentKind } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ShownOnce } from './ShownOnce'
import { newIdempotencyKey, useFailure } from './useFailure'

const WallsDocument = graphql(`
  query Walls {
    walls {
      id
      name
      enrolledAt
      revokedAt
    }
  }
`)

const CreateDocument = graphql(`
  mutation CreateEnrolment($input: CreateEnrolmentInput!) {
    createEnrolment(input: $input) {
      link
      expiresAt
      userErrors {
        field
        code
        message
      }
    }
  }
`)

const RevokeDocument = graphql(`
  mutation RevokeWall($input: RevokeWallInput!) {
    revokeWall(input: $input) {
      wall {
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

/** Enrolled displays, and links that enrol a display or a person. */
export function Walls() {
  const { t } = useTranslation()
  const failed = useFailure()
  const [{ data, fetching }, again] = useQuery({ query: WallsDocument })
  const [, create] = useMutation(CreateDocument)
  const [, revoke] = useMutation(RevokeDocument)
  const [kind, setKind] = useState<EnrolmentKind>('WALL')
  const [created, setCreated] = useState<{ link: string; expiresAt: string } | null>(null)

  const onCreate = async ({ name }: { name?: string }) => {
    const result = await create({
      input: { kind, name: name?.trim() ?? '', idempotencyKey: newIdempotencyKey() },
    })
    const answer = result.data?.createEnrolment
    if (failed(result.error, answer?.userErrors)) return
    // The hub may give a path only; whoever opens it elsewhere needs all of it.
    const link = new URL(answer?.link ?? '', location.origin).href
    setCreated({ link, expiresAt: answer?.expiresAt ?? '' })
  }
  const onRevoke = async (wall: string) => {
    const result = await revoke({ input: { wall, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.revokeWall?.userErrors)
    again({ requestPolicy: 'network-only' })
  }

  return (
    <>
      <Form layout="inline" className="console-bar" onFinish={(values) => void onCreate(values)}>
        <Segmented
          value={kind}
          onChange={setKind}
          options={[
            { value: 'WALL' as const, label: t('wallAdmin.forWall') },
            { value: 'PERSON' as const, label: t('wallAdmin.forPerson') },
          ]}
        />
        {kind === 'WALL' && (
          <Form.Item name="name" rules={[{ required: true, message: t('wallAdmin.nameNeeded') }]}>
            <Input placeholder={t('wallAdmin.name')} maxLength={100} style={{ width: 240 }} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit">
          {t('wallAdmin.create')}
        </Button>
      </Form>
      <Table
        rowKey="id"
        size="small"
        loading={fetching && !data}
        dataSource={data?.walls ?? []}
        pagination={false}
        columns={[
          { title: t('wallAdmin.name'), dataIndex: 'name' },
          {
            title: `${t('wallAdmin.enrolledAt')} (${t('clock.zone')})`,
            render: (_, w) => dateTime(w.enrolledAt),
          },
          {
            title: t('wallAdmin.state'),
            render: (_, w) =>
              w.revokedAt ? (
                <Tag color="red">{t('device.revoked', { at: dateTime(w.revokedAt) })}</Tag>
              ) : (
                <Tag color="green">{t('wallAdmin.good')}</Tag>
              ),
          },
          {
            title: t('console.actions'),
            render: (_, w) =>
              !w.revokedAt && (
                <Popconfirm
                  title={t('wallAdmin.revokeConfirm', { name: w.name })}
                  onConfirm={() => onRevoke(w.id)}
                >
                  <Button size="small" danger>
                    {t('device.revoke')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <ShownOnce
        title={t('wallAdmin.linkTitle')}
        items={created && [{ name: t('wallAdmin.link'), value: created.link }]}
        warning={t('wallAdmin.linkWarning', { until: created ? dateTime(created.expiresAt) : '' })}
        onClose={() => {
          setCreated(null)
          again({ requestPolicy: 'network-only' })
        }}
      />
    </>
  )
}
