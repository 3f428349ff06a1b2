import { App, Button, Form, Input, Popconfirm, Select, Table, Tag } from 'antd'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { personName, usePeopleNames } from './people'
import { useMay } from './rights'
import { useInvitation } from './useInvitation'

const DisplaysDocument = graphql(`
  query Displays {
    walls {
      id
      name
      enrolledAt
      revokedAt
    }
    fieldDevices {
      id
      name
      enrolledAt
      revokedAt
      user {
        name
        displayName
      }
    }
  }
`)

const RevokeWallDocument = graphql(`
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

const RevokePhoneDocument = graphql(`
  mutation RevokeFieldDevice($input: RevokeFieldDeviceInput!) {
    revokeFieldDevice(input: $input) {
      fieldDevice {
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

/** Enrolled displays and phones, and links that enrol others. */
export function Displays() {
  const { t } = useTranslation()
  const may = useMay()('account:write')
  const failed = useFailure()
  const [{ data, fetching }, again] = useQuery({ query: DisplaysDocument })
  const [, revokeWall] = useMutation(RevokeWallDocument)
  const [, revokePhone] = useMutation(RevokePhoneDocument)
  const refresh = () => again({ requestPolicy: 'network-only' })
  const onRevokeWall = async (wall: string) => {
    const result = await revokeWall({ input: { wall, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.revokeWall?.userErrors)
    refresh()
  }
  const onRevokePhone = async (fieldDevice: string) => {
    const result = await revokePhone({ input: { fieldDevice, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.revokeFieldDevice?.userErrors)
    refresh()
  }
  return (
    <>
      <div className="console-bar">
        <Button onClick={refresh}>{t('console.refresh')}</Button>
      </div>
      <h2>{t('people.display.walls')}</h2>
      {may && (
        <>
          <p className="console-note">{t('people.display.codeExplained')}</p>
          <EnrolWall />
        </>
      )}
      <Credentials
        empty={t('people.display.noWalls')}
        loading={fetching && !data}
        rows={data?.walls ?? []}
        confirm={(name) => t('people.display.revokeWall', { name })}
        onRevoke={may ? onRevokeWall : null}
      />
      <h2>{t('people.display.phones')}</h2>
      <p className="console-note">{t('people.display.phoneExplained')}</p>
      {may && <EnrolPhone />}
      <Credentials
        empty={t('people.display.noPhones')}
        loading={fetching && !data}
        rows={(data?.fieldDevices ?? []).map((p) => ({ ...p, owner: personName(p.user) }))}
        confirm={(name) => t('people.display.revokePhone', { name })}
        onRevoke={may ? onRevokePhone : null}
      />
    </>
  )
}

function EnrolWall() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string; display?: string }>()
  const { invite, shown } = useInvitation(form)
  const submit = async ({ name, display = '' }: { name: string; display?: string }) => {
    const code = display.trim()
    if (!(await invite({ kind: 'WALL', name: name.trim(), display: code || null }))) return
    if (code) void message.success(t('people.display.letIn', { name: name.trim() }))
    form.resetFields()
  }
  return (
    <Form form={form} layout="inline" className="console-bar" onFinish={(values) => void submit(values)}>
      <Form.Item
        name="name"
        rules={[{ required: true, whitespace: true, message: t('people.refusal.name') }]}
      >
        <Input placeholder={t('people.display.wallName')} maxLength={100} style={{ width: 240 }} />
      </Form.Item>
      <Form.Item name="display">
        <Input placeholder={t('people.display.code')} maxLength={20} style={{ width: 260 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('people.display.enrolWall')}
      </Button>
      {shown}
    </Form>
  )
}

function EnrolPhone() {
  const { t } = useTranslation()
  const people = usePeopleNames().filter((p) => !p.disabledAt)
  const [form] = Form.useForm<{ user: string; name?: string }>()
  const { invite, shown } = useInvitation(form)
  const submit = async ({ user, name = '' }: { user: string; name?: string }) => {
    if (await invite({ kind: 'FIELD_DEVICE', user, name: name.trim() })) form.resetFields()
  }
  return (
    <Form form={form} layout="inline" className="console-bar" onFinish={(values) => void submit(values)}>
      <Form.Item name="user" rules={[{ required: true, message: t('people.refusal.user') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('people.display.ownerPick')}
          placeholder={t('people.display.ownerPick')}
          style={{ width: 240 }}
          options={people.map((p) => ({ value: p.id, label: `${personName(p)} (${p.name})` }))}
        />
      </Form.Item>
      <Form.Item name="name">
        <Input placeholder={t('people.display.phoneName')} maxLength={100} style={{ width: 200 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('people.display.enrolPhone')}
      </Button>
      {shown}
    </Form>
  )
}

interface Credential {
  id: string
  name: string
  enrolledAt: string
  revokedAt: string | null
  owner?: string
}

interface CredentialsProps {
  empty: string
  loading: boolean
  rows: Credential[]
  confirm(name: string): string
  /** Null for who may only look. */
  onRevoke: ((id: string) => Promise<void>) | null
}

/** What was enrolled, and since when. */
function Credentials({ empty, loading, rows, confirm, onRevoke }: CredentialsProps) {
  const { t } = useTranslation()
  const owned = rows.some((r) => r.owner !== undefined)
  return (
    <Table
      rowKey="id"
      size="small"
      className="console-list"
      loading={loading}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: empty }}
      columns={[
        { title: t('people.display.name'), dataIndex: 'name' },
        ...(owned ? [{ title: t('people.display.owner'), dataIndex: 'owner' }] : []),
        {
          title: `${t('people.display.enrolledAt')} (${t('clock.zone')})`,
          render: (_, r) => dateTime(r.enrolledAt),
        },
        {
          title: t('people.state'),
          render: (_, r) =>
            r.revokedAt ? (
              <Tag color="red">{t('people.display.revoked', { at: dateTime(r.revokedAt) })}</Tag>
            ) : (
              <Tag color="green">{t('people.good')}</Tag>
            ),
        },
        ...(onRevoke
          ? [
              {
                title: t('console.actions'),
                render: (_: unknown, r: Credential) =>
                  !r.revokedAt && (
                    <Popconfirm title={confirm(r.name)} onConfirm={() => onRevoke(r.id)}>
                      <Button size="small" danger>
                        {t('people.display.revoke')}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
