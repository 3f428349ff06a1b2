import { Button, Input, Popconfirm, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { Role } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { Appoint } from './Appoint'
import { EditPerson } from './EditPerson'
import { InvitePerson } from './InvitePerson'
import { isLater, PastPosts, Posts } from './Posts'
import { PeopleDocument, type Person, personName } from './people'
import { useMay } from './rights'
import { useInvitation } from './useInvitation'
import { useLookedFor } from './useLookedFor'

const DisableDocument = graphql(`
  mutation SetUserDisabled($input: SetUserDisabledInput!) {
    setUserDisabled(input: $input) {
      user {
        id
        disabledAt
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`)

const administrators: readonly Role[] = ['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR']

/** Nobody takes over or shuts out an administrator by means of the account; the server refuses it too. */
const isAdministrator = (p: Person) =>
  p.appointments.some((a) => administrators.includes(a.role) && (a.effective || isLater(a)))

/** People with an account: who they are, what they hold, and what may be done about it. */
export function People() {
  const { t } = useTranslation()
  const may = useMay()
  const failed = useFailure({ 'input.user': t('people.refusal.administrator') })
  const { invite, shown } = useInvitation()
  const [after, setAfter] = useState<string | null>(null)
  const [search, setSearch] = useLookedFor()
  const [appointing, setAppointing] = useState<Person | null>(null)
  const [editing, setEditing] = useState<Person | null>(null)
  const [{ data, fetching }, again] = useQuery({ query: PeopleDocument, variables: { after } })
  const [, disable] = useMutation(DisableDocument)
  const refresh = () => again({ requestPolicy: 'network-only' })
  const page = data?.users

  const setDisabled = async (user: string, disabled: boolean) => {
    const result = await disable({ input: { user, disabled, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.setUserDisabled?.userErrors)
    refresh()
  }
  const wanted = search.trim().toLowerCase()
  const found = (p: Person) =>
    [
      p.name,
      p.displayName,
      ...p.appointments.filter((a) => a.effective).map((a) => t(`people.role.${a.role}`)),
    ].some((text) => text.toLowerCase().includes(wanted))
  const rows = (page?.edges ?? []).map((e) => e.node).filter(found)

  return (
    <>
      <div className="console-bar">
        <Input.Search
          allowClear
          placeholder={t('people.find')}
          style={{ width: 320 }}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <span>{t('console.count', { n: page?.totalCount ?? 0 })}</span>
        {after && <Button onClick={() => setAfter(null)}>{t('console.firstPage')}</Button>}
        {page?.pageInfo.hasNextPage && (
          <Button onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>{t('console.nextPage')}</Button>
        )}
        <Button onClick={refresh}>{t('console.refresh')}</Button>
        {may('account:write') && <InvitePerson />}
      </div>
      {may('person:read') && <p className="console-note">{t('people.phoneRecorded')}</p>}
      <Table
        rowKey="id"
        size="small"
        loading={fetching && !data}
        dataSource={rows}
        pagination={false}
        expandable={{ expandedRowRender: (p) => <PastPosts appointments={p.appointments} /> }}
        columns={[
          {
            title: t('people.name'),
            render: (_, p) => (
              <>
                <b>{personName(p)}</b>
                <br />
                <small className="console-soft">{p.name}</small>
              </>
            ),
          },
          {
            title: t('people.phone'),
            render: (_, p) => p.phone || <span className="console-soft">{t('people.phoneNone')}</span>,
          },
          { title: t('people.posts'), render: (_, p) => <Posts person={p} onChange={refresh} /> },
          {
            title: t('people.secondFactor'),
            render: (_, p) => (
              <Tag color={p.secondFactor ? 'green' : 'default'}>
                {t(p.secondFactor ? 'people.yes' : 'people.no')}
              </Tag>
            ),
          },
          {
            title: t('people.state'),
            render: (_, p) =>
              p.disabledAt ? (
                <Tag color="red">{t('people.closed', { at: dateAndMinute(p.disabledAt) })}</Tag>
              ) : (
                <Tag color="green">{t('people.good')}</Tag>
              ),
          },
          ...(may('account:write') || may('role:write')
            ? [
                {
                  title: t('console.actions'),
                  render: (_: unknown, p: Person) => (
                    <Space size={4}>
                      {may('role:write') && !p.disabledAt && (
                        <Button size="small" onClick={() => setAppointing(p)}>
                          {t('people.appoint')}
                        </Button>
                      )}
                      {may('account:write') && (
                        <>
                          <Button size="small" onClick={() => setEditing(p)}>
                            {t('people.edit')}
                          </Button>
                          {p.disabledAt ? (
                            <Popconfirm
                              title={t('people.openConfirm', { name: personName(p) })}
                              onConfirm={() => setDisabled(p.id, false)}
                            >
                              <Button size="small">{t('people.open')}</Button>
                            </Popconfirm>
                          ) : (
                            !isAdministrator(p) && (
                              <>
                                <Popconfirm
                                  title={t('people.recoverConfirm', { name: personName(p) })}
                                  onConfirm={() => void invite({ kind: 'RECOVERY', name: '', user: p.id })}
                                >
                                  <Button size="small">{t('people.recover')}</Button>
                                </Popconfirm>
                                <Popconfirm
                                  title={t('people.closeConfirm', { name: personName(p) })}
                                  onConfirm={() => setDisabled(p.id, true)}
                                >
                                  <Button size="small" danger>
                                    {t('people.close')}
                                  </Button>
                                </Popconfirm>
                              </>
                            )
                          )}
                        </>
                      )}
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      {appointing && (
        <Appoint
          person={appointing}
          onClose={(done) => {
            setAppointing(null)
            if (done) refresh()
          }}
        />
      )}
      {editing && (
        <EditPerson
          person={editing}
          onClose={(done) => {
            setEditing(null)
            if (done) refresh()
          }}
        />
      )}
      {shown}
    </>
  )
}
