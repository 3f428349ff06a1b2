import { Button, Form, InputNumber, Modal, Popconfirm, Table, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { dateTime, shortDateTime } from '@/ui/format'
import { ShownOnce } from '@/ui/ShownOnce'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import type { Key, Program } from './programs'

const CreateKeyDocument = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
      }
      secret
      userErrors {
        ...Told
      }
    }
  }
`)

const RevokeKeyDocument = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
        revokedAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const DEFAULT_DAYS = 180
const GOOD_KEYS = 2

type State = 'good' | 'expired' | 'revoked'

const stateOf = (key: Key, now: number): State =>
  key.revokedAt ? 'revoked' : Date.parse(key.expiresAt) <= now ? 'expired' : 'good'

interface Props {
  program: Program
  mayWrite: boolean
  onChange(): void
}

/** A program's keys: made, shown once, revoked. */
export function Keys({ program, mayWrite, onChange }: Props) {
  const { t } = useTranslation()
  const failed = useFailure({
    'input.days': t('partner.key.daysNeeded'),
    'input.apiClient': t('partner.key.two'),
  })
  const now = useNow().server ?? Date.now()
  const [, create] = useMutation(CreateKeyDocument)
  const [, revoke] = useMutation(RevokeKeyDocument)
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [form] = Form.useForm<{ days: number }>()
  const good = program.keys.filter((k) => stateOf(k, now) === 'good').length

  const onCreate = async ({ days }: { days: number }) => {
    const { error, data } = await create({
      input: { apiClient: program.id, days, idempotencyKey: newIdempotencyKey() },
    })
    if (failed(error, data?.createApiKey?.userErrors)) return
    setAsking(false)
    setSecret(data?.createApiKey?.secret ?? '')
    onChange()
  }
  const onRevoke = async (apiKey: string) => {
    const { error, data } = await revoke({ input: { apiKey, idempotencyKey: newIdempotencyKey() } })
    failed(error, data?.revokeApiKey?.userErrors)
    onChange()
  }

  return (
    <section>
      <header className="partner-bar">
        <h3>{t('partner.key.title')}</h3>
        {mayWrite && (
          <Tooltip title={good >= GOOD_KEYS ? t('partner.key.two') : undefined}>
            <Button
              size="small"
              disabled={good >= GOOD_KEYS || program.disabledAt !== null}
              onClick={() => setAsking(true)}
            >
              {t('partner.key.create')}
            </Button>
          </Tooltip>
        )}
      </header>
      <Table
        rowKey="id"
        size="small"
        dataSource={program.keys.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))}
        pagination={{ pageSize: 5, hideOnSinglePage: true }}
        locale={{ emptyText: t('partner.key.none') }}
        columns={[
          { title: t('partner.key.hint'), render: (_, k) => <code>{k.hint}…</code> },
          { title: t('partner.key.createdAt'), render: (_, k) => shortDateTime(k.createdAt) },
          { title: t('partner.key.expiresAt'), render: (_, k) => dateTime(k.expiresAt).slice(0, 16) },
          {
            title: t('partner.key.usedAt'),
            render: (_, k) => (k.usedAt ? shortDateTime(k.usedAt) : t('partner.key.never')),
          },
          { title: t('partner.key.state'), render: (_, k) => <StateTag keyOf={k} state={stateOf(k, now)} /> },
          {
            key: 'actions',
            render: (_, k) =>
              mayWrite &&
              stateOf(k, now) === 'good' && (
                <Popconfirm
                  title={t('partner.key.revokeConfirm', { hint: k.hint })}
                  onConfirm={() => onRevoke(k.id)}
                >
                  <Button size="small" danger>
                    {t('partner.key.revoke')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <p className="partner-soft">{t('partner.key.rotation')}</p>
      <Modal
        open={asking}
        title={t('partner.key.create')}
        okText={t('partner.key.create')}
        cancelText={t('partner.program.cancel')}
        onOk={form.submit}
        onCancel={() => setAsking(false)}
        width={400}
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ days: DEFAULT_DAYS }}
          onFinish={(values) => void onCreate(values)}
        >
          <Form.Item
            name="days"
            label={t('partner.key.days')}
            rules={[
              { required: true, type: 'integer', min: 1, max: 366, message: t('partner.key.daysNeeded') },
            ]}
          >
            <InputNumber min={1} max={366} precision={0} />
          </Form.Item>
        </Form>
      </Modal>
      <ShownOnce
        title={t('partner.key.made')}
        items={
          secret !== null
            ? [
                { name: t('partner.key.secret'), value: secret },
                { name: t('partner.program.clientId'), value: program.id },
              ]
            : null
        }
        warning={t('partner.key.once')}
        onClose={() => setSecret(null)}
      />
    </section>
  )
}

function StateTag({ keyOf, state }: { keyOf: Key; state: State }) {
  const { t } = useTranslation()
  if (state === 'revoked')
    return <Tag color="red">{t('partner.key.revoked', { at: shortDateTime(keyOf.revokedAt ?? '') })}</Tag>
  return <Tag color={state === 'good' ? 'green' : 'orange'}>{t(`partner.key.${state}`)}</Tag>
}
