import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import type { PeopleQuery, Role } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateAndMinute } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { Appoint } from './Appoint'
import { EditPerson } from './EditPerson'
import { InvitePerson } from './InvitePerson'
import { byText, type Column, type Filter, isIn } from './list/filter'
import { List } from './list/List'
import { useWhole } from './list/useWhole'
import { isLater, PastPosts, Posts } from './Posts'
import { PeopleDocument, type Person, personName } from './people'
import { useMay } from './rights'
import { useInvitation } from './useInvitation'

const DisableDocument = graphql(`
  mutation SetUserDisabled($input: SetUserDisabledInput!) {
    setUserDisabled(input: $input) {
      user {
        id
        disabledAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const administrators: readonly Role[] = ['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR']

/** Nobody takes over or shuts out an administrator by means of the account; the server refuses it too. */
const isAdministrator = (p: Person) =>
  p.appointments.some((a) => administrators.includes(a.role) && (a.effective || isLater(a)))

const usersOf = (data: PeopleQuery) => data.users

/** People with an account: who they are, what they hold, and what may be done about it. */
export function People() {
  const { t } = useTranslation()
  const may = useMay()
  const failed = useFailure({ 'input.user': t('people.refusal.administrator') })
  const { invite, shown } = useInvitation()
  const [appointing, setAppointing] = useState<Person | null>(null)
  const [editing, setEditing] = useState<Person | null>(null)
  const { rows, failed: readFailed, again: refresh } = useWhole(PeopleDocument, usersOf)
  const [, disable] = useMutation(DisableDocument)

  const setDisabled = async (user: string, disabled: boolean) => {
    const result = await disable({ input: { user, disabled, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.setUserDisabled?.userErrors)
    refresh()
  }
  const rolesOf = (p: Person) =>
    p.appointments.filter((a) => a.effective).map((a) => t(`people.role.${a.role}`))
  const filters: Filter<Person>[] = [
    {
      name: 'search',
      label: t('people.find'),
      kind: 'text',
      holds: (p, wanted) => isIn([p.name, p.displayName, ...rolesOf(p)], wanted),
    },
    {
      name: 'role',
      label: t('people.roleLabel'),
      kind: 'multiple',
      options: [
        ...new Set((rows ?? []).flatMap((p) => p.appointments.filter((a) => a.effective)).map((a) => a.role)),
      ]
        .sort()
        .map((value) => ({ value, label: t(`people.role.${value}`) })),
      holds: (p, wanted) => p.appointments.some((a) => a.effective && wanted.includes(a.role)),
    },
    {
      name: 'state',
      label: t('people.state'),
      kind: 'choice',
      options: [
        { value: 'good', label: t('people.good') },
        { value: 'closed', label: t('people.closedWord') },
      ],
      holds: (p, [wanted]) => (p.disabledAt ? 'closed' : 'good') === wanted,
    },
  ]
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: t('people.name'),
      always: true,
      compare: byText(personName),
      render: (p) => (
        <>
          <b>{personName(p)}</b>
          <br />
          <small className="console-soft">{p.name}</small>
        </>
      ),
    },
    {
      key: 'phone',
      title: t('people.phone'),
      render: (p) => p.phone || <span className="console-soft">{t('people.phoneNone')}</span>,
    },
    {
      key: 'posts',
      title: t('people.posts'),
      compare: byText((p) => rolesOf(p).join()),
      render: (p) => <Posts person={p} onChange={refresh} />,
    },
    {
      key: 'secondFactor',
      title: t('people.secondFactor'),
      compare: (a, b) => Number(a.secondFactor) - Number(b.secondFactor),
      render: (p) => (
        <Tag color={p.secondFactor ? 'green' : 'default'}>
          {t(p.secondFactor ? 'people.yes' : 'people.no')}
        </Tag>
      ),
    },
    {
      key: 'state',
      title: t('people.state'),
      compare: byText((p) => p.disabledAt),
      render: (p) =>
        p.disabledAt ? (
          <Tag color="red">{t('people.closed', { at: dateAndMinute(p.disabledAt) })}</Tag>
        ) : (
          <Tag color="green">{t('people.good')}</Tag>
        ),
    },
  ]
  if (may('account:write') || may('role:write'))
    columns.push({
      key: 'acts',
      title: t('console.actions'),
      acts: true,
      render: (p) => (
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
    })

  return (
    <>
      {may('person:read') && <p className="console-note">{t('people.phoneRecorded')}</p>}
      <List
        name="people"
        title={t('console.section.people')}
        filters={filters}
        columns={columns}
        rows={rows}
        failed={readFailed}
        rowKey={(p) => p.id}
        none={t('list.none')}
        onRefresh={refresh}
        acts={may('account:write') && <InvitePerson />}
        expandable={{ expandedRowRender: (p) => <PastPosts appointments={p.appointments} /> }}
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
