import { App, Button, Form, Input, Popconfirm, Select, Tag } from 'antd'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { byText, type Column, type Filter, isIn } from './list/filter'
import { List } from './list/List'
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
        ...Told
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
        ...Told
      }
    }
  }
`)

/** Enrolled displays and phones, and links that enrol others. */
export function Displays() {
  const { t } = useTranslation()
  const may = useMay()('account:write')
  const failed = useFailure()
  const [{ data, error }, again] = useQuery({ query: DisplaysDocument })
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
      {may && (
        <>
          <h2>{t('people.display.walls')}</h2>
          <p className="console-note">{t('people.display.codeExplained')}</p>
          <EnrolWall />
        </>
      )}
      {may && <h2>{t('people.display.phones')}</h2>}
      <p className="console-note">{t('people.display.phoneExplained')}</p>
      {may && <EnrolPhone />}
      <h2>{t('people.display.enrolled')}</h2>
      <Enrolled
        rows={
          data?.walls && data.fieldDevices
            ? [
                ...data.walls.map((w) => ({ ...w, kind: 'WALL' as const, owner: '' })),
                ...data.fieldDevices.map((p) => ({
                  ...p,
                  kind: 'FIELD_DEVICE' as const,
                  owner: personName(p.user),
                })),
              ]
            : null
        }
        failed={error !== undefined}
        onRefresh={refresh}
        onRevoke={may ? (it) => (it.kind === 'WALL' ? onRevokeWall(it.id) : onRevokePhone(it.id)) : null}
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
  kind: 'WALL' | 'FIELD_DEVICE'
  name: string
  enrolledAt: string
  revokedAt: string | null
  owner: string
}

interface EnrolledProps {
  rows: readonly Credential[] | null
  failed: boolean
  onRefresh(): void
  /** Null for who may only look. */
  onRevoke: ((it: Credential) => Promise<void>) | null
}

/** What was enrolled, and since when. */
function Enrolled({ rows, failed, onRefresh, onRevoke }: EnrolledProps) {
  const { t } = useTranslation()
  const kindOf = (c: Credential) => t(c.kind === 'WALL' ? 'people.display.walls' : 'people.display.phones')
  const filters: Filter<Credential>[] = [
    {
      name: 'search',
      label: t('people.display.find'),
      kind: 'text',
      holds: (c, wanted) => isIn([c.name, c.owner], wanted),
    },
    {
      name: 'kind',
      label: t('people.display.kind'),
      kind: 'choice',
      options: [
        { value: 'WALL', label: t('people.display.walls') },
        { value: 'FIELD_DEVICE', label: t('people.display.phones') },
      ],
      holds: (c, [kind]) => c.kind === kind,
    },
    {
      name: 'state',
      label: t('people.state'),
      kind: 'choice',
      options: [
        { value: 'good', label: t('people.good') },
        { value: 'revoked', label: t('people.display.revokedWord') },
      ],
      holds: (c, [state]) => (c.revokedAt ? 'revoked' : 'good') === state,
    },
  ]
  const columns: Column<Credential>[] = [
    {
      key: 'name',
      title: t('people.display.name'),
      always: true,
      compare: byText((c) => c.name),
      render: (c) => c.name,
    },
    { key: 'kind', title: t('people.display.kind'), compare: byText(kindOf), render: kindOf },
    {
      key: 'owner',
      title: t('people.display.owner'),
      compare: byText((c) => c.owner),
      render: (c) => c.owner,
    },
    {
      key: 'enrolledAt',
      title: `${t('people.display.enrolledAt')} (${t('clock.zone')})`,
      compare: byText((c) => c.enrolledAt),
      render: (c) => dateTime(c.enrolledAt),
    },
    {
      key: 'state',
      title: t('people.state'),
      compare: byText((c) => c.revokedAt),
      render: (c) =>
        c.revokedAt ? (
          <Tag color="red">{t('people.display.revoked', { at: dateTime(c.revokedAt) })}</Tag>
        ) : (
          <Tag color="green">{t('people.good')}</Tag>
        ),
    },
  ]
  if (onRevoke)
    columns.push({
      key: 'acts',
      title: t('console.actions'),
      acts: true,
      render: (c) =>
        !c.revokedAt && (
          <Popconfirm
            title={t(c.kind === 'WALL' ? 'people.display.revokeWall' : 'people.display.revokePhone', {
              name: c.name,
            })}
            onConfirm={() => onRevoke(c)}
          >
            <Button size="small" danger>
              {t('people.display.revoke')}
            </Button>
          </Popconfirm>
        ),
    })
  return (
    <List
      name="displays"
      title={t('console.section.displays')}
      filters={filters}
      columns={columns}
      rows={rows}
      failed={failed}
      rowKey={(c) => c.id}
      none={t('people.display.none')}
      onRefresh={onRefresh}
    />
  )
}
