import { App, Button, Input, Modal, Popconfirm, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import type { Webhook } from './Webhooks'

const SetDisabledDocument = graphql(`
  mutation SetWebhookDisabled($input: SetWebhookDisabledInput!) {
    setWebhookDisabled(input: $input) {
      webhook {
        id
        disabledAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const ReplayDocument = graphql(`
  mutation ReplayWebhook($input: ReplayWebhookInput!) {
    replayWebhook(input: $input) {
      webhook {
        id
        told
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const AttemptsDocument = graphql(`
  query WebhookAttempts($id: ID!) {
    node(id: $id) {
      id
      ... on Webhook {
        attempts(last: 20) {
          sequence
          at
          status
          error
          durationMs
        }
      }
    }
  }
`)

interface Props {
  webhooks: readonly Webhook[]
  mayWrite: boolean
  onChange(): void
}

/** A program's webhooks with their state; a row opens to its last attempts. */
export function WebhookRows({ webhooks, mayWrite, onChange }: Props) {
  const { t } = useTranslation()
  const failed = useFailure()
  const [, set] = useMutation(SetDisabledDocument)
  const [replayed, setReplayed] = useState<string | null>(null)
  const setDisabled = async (webhook: string, disabled: boolean) => {
    const { error, data } = await set({ input: { webhook, disabled, idempotencyKey: newIdempotencyKey() } })
    failed(error, data?.setWebhookDisabled?.userErrors)
    onChange()
  }
  return (
    <>
      <Table
        rowKey="id"
        size="small"
        dataSource={[...webhooks]}
        pagination={false}
        locale={{ emptyText: t('partner.webhook.none') }}
        expandable={{ expandedRowRender: (w) => <Attempts key={`${w.told} ${w.failures}`} webhook={w.id} /> }}
        columns={[
          { title: t('partner.webhook.address'), render: (_, w) => <code className="whole">{w.url}</code> },
          { title: t('partner.key.state'), render: (_, w) => <State of={w} /> },
          { title: t('partner.webhook.told'), render: (_, w) => <code className="whole">{w.told}</code> },
          {
            title: t('partner.webhook.lastSuccess'),
            render: (_, w) => (w.lastSuccessAt ? dateTime(w.lastSuccessAt) : t('partner.webhook.never')),
          },
          {
            key: 'actions',
            render: (_, w) =>
              mayWrite && (
                <Space>
                  {w.disabledAt ? (
                    <Button size="small" onClick={() => void setDisabled(w.id, false)}>
                      {t('partner.webhook.resume')}
                    </Button>
                  ) : (
                    <Popconfirm
                      title={t('partner.webhook.stopConfirm')}
                      onConfirm={() => setDisabled(w.id, true)}
                    >
                      <Button size="small">{t('partner.webhook.stop')}</Button>
                    </Popconfirm>
                  )}
                  <Button size="small" onClick={() => setReplayed(w.id)}>
                    {t('partner.webhook.replay')}
                  </Button>
                </Space>
              ),
          },
        ]}
      />
      {replayed !== null && (
        <Replay
          webhook={replayed}
          onClose={() => {
            setReplayed(null)
            onChange()
          }}
        />
      )}
    </>
  )
}

function State({ of }: { of: Webhook }) {
  const { t } = useTranslation()
  if (of.disabledAt) return <Tag>{t('partner.webhook.stopped', { at: dateTime(of.disabledAt) })}</Tag>
  if (of.failures === 0) return <Tag color="green">{t('partner.webhook.running')}</Tag>
  return (
    <>
      <Tag color="red">{t('partner.webhook.failing', { n: of.failures })}</Tag>
      <div className="partner-soft">
        {of.lastError}
        {of.nextAttemptAt && (
          <>
            <br />
            {t('partner.webhook.nextAttempt', { at: dateTime(of.nextAttemptAt) })}
          </>
        )}
      </div>
    </>
  )
}

function Replay({ webhook, onClose }: { webhook: string; onClose(): void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const failed = useFailure()
  const [{ fetching }, replay] = useMutation(ReplayDocument)
  const [after, setAfter] = useState('')
  const onReplay = async () => {
    const { error, data } = await replay({
      input: { webhook, after: after.trim() || null, idempotencyKey: newIdempotencyKey() },
    })
    if (failed(error, data?.replayWebhook?.userErrors)) return
    void message.success(t('partner.webhook.replayed'))
    onClose()
  }
  return (
    <Modal
      open
      title={t('partner.webhook.replayTitle')}
      okText={t('partner.webhook.replay')}
      cancelText={t('partner.program.cancel')}
      confirmLoading={fetching}
      onOk={() => void onReplay()}
      onCancel={onClose}
    >
      <p className="partner-soft">{t('partner.webhook.replayText')}</p>
      <Input
        addonBefore={t('partner.webhook.cursor')}
        value={after}
        maxLength={100}
        onChange={(e) => setAfter(e.target.value)}
      />
    </Modal>
  )
}

/** A webhook's last attempts, read anew whenever it has got further. */
function Attempts({ webhook }: { webhook: string }) {
  const { t } = useTranslation()
  const [{ data, fetching }] = useQuery({
    query: AttemptsDocument,
    variables: { id: webhook },
    requestPolicy: 'cache-and-network',
  })
  const attempts = data?.node && 'attempts' in data.node ? data.node.attempts : null
  return (
    <Table
      rowKey={(a) => `${a.sequence} ${a.at}`}
      size="small"
      title={() => t('partner.webhook.attempts')}
      loading={fetching}
      dataSource={[...(attempts ?? [])]}
      pagination={false}
      locale={{ emptyText: t('partner.webhook.noAttempts') }}
      columns={[
        { title: t('partner.webhook.attempt.sequence'), dataIndex: 'sequence' },
        { title: t('partner.webhook.attempt.at'), render: (_, a) => dateTime(a.at) },
        {
          title: t('partner.webhook.attempt.status'),
          render: (_, a) => a.status || t('partner.webhook.noAnswer'),
        },
        { title: t('partner.webhook.attempt.error'), dataIndex: 'error' },
        {
          title: t('partner.webhook.attempt.duration'),
          render: (_, a) => t('partner.webhook.milliseconds', { n: a.durationMs }),
        },
      ]}
    />
  )
}
