import { Button, Card, Descriptions, Popconfirm, Space, Spin, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed, useTranslation } from '@/i18n'
import { count, dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { useScopeName } from '@/ui/Withheld'
import { Keys } from './Keys'
import { ProgramForm } from './ProgramForm'
import { type Program, useKept, usePrograms } from './programs'
import { Use } from './Use'

const SetDisabledDocument = graphql(`
  mutation SetApiClientDisabled($input: SetApiClientDisabledInput!) {
    setApiClientDisabled(input: $input) {
      apiClient {
        id
        disabledAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

/** The bureau's programs, each with its keys and what it used. */
export function Programs() {
  const { t } = useTranslation()
  const [after, setAfter] = useState<string | null>(null)
  const { page, programs, loading, again } = usePrograms(after)
  const { organisations, mayWrite } = useKept()
  const [edited, setEdited] = useState<Program | 'new' | null>(null)
  return (
    <>
      <div className="partner-bar">
        {mayWrite && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('partner.program.create')}
          </Button>
        )}
        <span>{t('partner.program.count', { n: page?.totalCount ?? 0 })}</span>
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <Button onClick={again}>{t('console.refresh')}</Button>
      </div>
      {loading && <Spin />}
      {page?.totalCount === 0 && <p>{t('partner.program.none')}</p>}
      {programs.map((program) => (
        <ProgramCard
          key={program.id}
          program={program}
          mayWrite={mayWrite}
          onEdit={() => setEdited(program)}
          onChange={again}
        />
      ))}
      {edited && (
        <ProgramForm
          program={edited === 'new' ? null : edited}
          organisations={organisations}
          onClose={(saved) => {
            setEdited(null)
            if (saved) again()
          }}
        />
      )}
    </>
  )
}

interface Props {
  program: Program
  mayWrite: boolean
  onEdit(): void
  onChange(): void
}

function ProgramCard({ program, mayWrite, onEdit, onChange }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const scopeName = useScopeName()
  const failed = useFailure()
  const [, set] = useMutation(SetDisabledDocument)
  const setDisabled = async (disabled: boolean) => {
    const { error, data } = await set({
      input: { apiClient: program.id, disabled, idempotencyKey: newIdempotencyKey() },
    })
    failed(error, data?.setApiClientDisabled?.userErrors)
    onChange()
  }
  return (
    <Card
      size="small"
      className="partner-program"
      title={
        <Space>
          {program.name}
          {program.disabledAt ? (
            <Tag color="red">{t('partner.program.closed', { at: dateTime(program.disabledAt) })}</Tag>
          ) : (
            <Tag color="green">{t('partner.program.open')}</Tag>
          )}
        </Space>
      }
      extra={
        mayWrite && (
          <Space>
            <Button size="small" onClick={onEdit}>
              {t('partner.program.edit')}
            </Button>
            {program.disabledAt ? (
              <Button size="small" onClick={() => void setDisabled(false)}>
                {t('partner.program.reopen')}
              </Button>
            ) : (
              <Popconfirm
                title={t('partner.program.closeConfirm', { name: program.name })}
                onConfirm={() => setDisabled(true)}
              >
                <Button size="small" danger>
                  {t('partner.program.close')}
                </Button>
              </Popconfirm>
            )}
          </Space>
        )
      }
    >
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2, xl: 4 }}
        items={[
          {
            key: 'organisation',
            label: t('partner.program.organisation'),
            children: program.organisation ? named(program.organisation) : '—',
          },
          {
            key: 'id',
            label: t('partner.program.clientId'),
            children: <code>{program.id}</code>,
          },
          {
            key: 'quota',
            label: t('partner.program.quota'),
            children: t('partner.program.points', { n: count(program.pointsAMinute) }),
          },
          {
            key: 'created',
            label: t('partner.key.createdAt'),
            children: dateTime(program.createdAt),
          },
        ]}
      />
      <p className="partner-scopes">
        {[...new Set([...program.effectiveScopes, ...program.scopes])].map((scope) =>
          program.effectiveScopes.includes(scope) ? (
            <Tooltip key={scope} title={scope}>
              <Tag color="blue">{scopeName(scope)}</Tag>
            </Tooltip>
          ) : (
            <Tooltip key={scope} title={t('partner.program.notShared')}>
              <Tag>
                <s>{scopeName(scope)}</s>
              </Tag>
            </Tooltip>
          ),
        )}
      </p>
      <div className="partner-halves">
        <Keys program={program} mayWrite={mayWrite} onChange={onChange} />
        <Use days={program.use ?? []} />
      </div>
    </Card>
  )
}
