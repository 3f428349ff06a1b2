import { Button, Card, Form, Input, Modal, Spin } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { WebhooksQuery } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { ShownOnce } from '@/ui/ShownOnce'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { useKept } from './programs'
import { WebhookRows } from './WebhookRows'

const WebhooksDocument = graphql(`
  query Webhooks($after: Cursor) {
    apiClients(first: 50, after: $after) {
      edges {
        node {
          id
          name
          organisation {
            id
            name
            nameEn
          }
          webhooks {
            id
            url
            createdAt
            disabledAt
            told
            failures
            nextAttemptAt
            lastError
            lastSuccessAt
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

const CreateDocument = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      webhook {
        id
      }
      secret
      userErrors {
        ...Told
      }
    }
  }
`)

type Program = NonNullable<WebhooksQuery['apiClients']>['edges'][number]['node']
export type Webhook = Program['webhooks'][number]

/** Where station events are posted to, program by program. */
export function Webhooks() {
  const { t } = useTranslation()
  const { mayWrite } = useKept()
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, fetching }, ask] = useQuery({ query: WebhooksDocument, variables: { after } })
  const again = () => ask({ requestPolicy: 'network-only' })
  const page = data?.apiClients
  return (
    <>
      <p className="partner-soft">{t('partner.webhook.about')}</p>
      <div className="partner-bar">
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <Button onClick={again}>{t('console.refresh')}</Button>
      </div>
      {fetching && !data && <Spin />}
      {page?.edges.length === 0 && <p>{t('partner.webhook.noProgram')}</p>}
      {page?.edges.map(({ node }) => (
        <ProgramWebhooks key={node.id} program={node} mayWrite={mayWrite} onChange={again} />
      ))}
    </>
  )
}

function ProgramWebhooks({
  program,
  mayWrite,
  onChange,
}: {
  program: Program
  mayWrite: boolean
  onChange(): void
}) {
  const { t } = useTranslation()
  const named = useNamed()
  const [, create] = useMutation(CreateDocument)
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [form] = Form.useForm<{ url: string }>()
  const failed = useFailure({}, form)

  const onCreate = async ({ url }: { url: string }) => {
    const { error, data } = await create({
      input: { apiClient: program.id, url: url.trim(), idempotencyKey: newIdempotencyKey() },
    })
    if (failed(error, data?.createWebhook?.userErrors)) return
    setAsking(false)
    setSecret(data?.createWebhook?.secret ?? '')
    onChange()
  }

  return (
    <Card
      size="small"
      title={program.organisation ? `${named(program.organisation)} · ${program.name}` : program.name}
      extra={
        mayWrite && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('partner.webhook.create')}
          </Button>
        )
      }
    >
      <WebhookRows webhooks={program.webhooks} mayWrite={mayWrite} onChange={onChange} />
      <Modal
        open={asking}
        title={t('partner.webhook.create')}
        okText={t('partner.webhook.create')}
        cancelText={t('partner.program.cancel')}
        onOk={form.submit}
        onCancel={() => setAsking(false)}
      >
        <Form form={form} layout="vertical" onFinish={(values) => void onCreate(values)}>
          <Form.Item
            name="url"
            label={t('partner.webhook.url')}
            rules={[{ required: true, type: 'url', max: 500, message: t('partner.webhook.urlNeeded') }]}
          >
            <Input maxLength={500} autoFocus />
          </Form.Item>
        </Form>
      </Modal>
      <ShownOnce
        title={t('partner.webhook.made')}
        items={secret !== null ? [{ name: t('partner.webhook.made'), value: secret }] : null}
        warning={t('partner.webhook.once')}
        onClose={() => setSecret(null)}
      />
    </Card>
  )
}
