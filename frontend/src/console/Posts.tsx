import { Button, Form, Input, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed, useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { dateAndMinute, dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { type Appointment, type Person, personName } from './people'
import { useMay } from './rights'

const EndDocument = graphql(`
  mutation EndAppointment($input: EndAppointmentInput!) {
    endAppointment(input: $input) {
      appointment {
        id
        endedAt
      }
      userErrors {
        ...Told
      }
    }
  }
`)

/** A post with what it is bound to. */
function usePostName(): (a: Appointment) => string {
  const { t } = useTranslation()
  const named = useNamed()
  return (a) => {
    const place = a.organisation ?? a.area
    return place ? `${t(`people.role.${a.role}`)} · ${named(place)}` : t(`people.role.${a.role}`)
  }
}

/** Whether an appointment has still to begin. */
export const isLater = (a: Appointment) =>
  !a.effective && !a.endedAt && Date.parse(a.since) > (serverClock.now() ?? Date.now())

/** What a person holds now or will hold; who may appoint can end it. */
export function Posts({ person, onChange }: { person: Person; onChange(): void }) {
  const { t } = useTranslation()
  const name = usePostName()
  const mayEnd = useMay()('role:write')
  const [ending, setEnding] = useState<Appointment | null>(null)
  const current = person.appointments.filter((a) => a.effective || isLater(a))
  if (current.length === 0) return <span className="console-soft">{t('people.postNone')}</span>
  return (
    <ul className="console-posts">
      {current.map((a) => (
        <li key={a.id}>
          <span>{name(a)}</span>
          {a.inSteadOf && (
            <Tag color="purple">{t('people.inSteadOf', { name: personName(a.inSteadOf) })}</Tag>
          )}
          {isLater(a) && <Tag color="blue">{t('people.from', { at: dateAndMinute(a.since) })}</Tag>}
          {a.until && <Tag color="gold">{t('people.until', { at: dateAndMinute(a.until) })}</Tag>}
          {mayEnd && (
            <Button size="small" type="link" danger onClick={() => setEnding(a)}>
              {t('people.end')}
            </Button>
          )}
        </li>
      ))}
      {ending && (
        <EndAppointment
          person={person}
          appointment={ending}
          onClose={(done) => {
            setEnding(null)
            if (done) onChange()
          }}
        />
      )}
    </ul>
  )
}

interface EndProps {
  person: Person
  appointment: Appointment
  onClose(done: boolean): void
}

function EndAppointment({ person, appointment, onClose }: EndProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const failed = useFailure({ 'input.appointment': t('people.refusal.ended') }, form)
  const [{ fetching }, end] = useMutation(EndDocument)
  const submit = async ({ reason }: { reason: string }) => {
    const result = await end({
      input: { appointment: appointment.id, reason: reason.trim(), idempotencyKey: newIdempotencyKey() },
    })
    if (!failed(result.error, result.data?.endAppointment?.userErrors)) onClose(true)
  }
  return (
    <Modal
      open
      title={t('people.endTitle', { name: personName(person), role: t(`people.role.${appointment.role}`) })}
      okText={t('people.end')}
      okButtonProps={{ danger: true }}
      confirmLoading={fetching}
      onOk={form.submit}
      onCancel={() => onClose(false)}
    >
      <p className="console-note">{t('people.endEffect')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void submit(values)}>
        <Form.Item
          name="reason"
          label={t('people.reason')}
          rules={[{ required: true, whitespace: true, message: t('people.reasonNeeded') }]}
        >
          <Input.TextArea maxLength={500} rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** All that a person holds and held, the latest first. */
export function PastPosts({ appointments }: { appointments: readonly Appointment[] }) {
  const { t } = useTranslation()
  const name = usePostName()
  const state = (a: Appointment) =>
    a.endedAt
      ? t('people.ended', { at: dateTime(a.endedAt) })
      : t(a.effective ? 'people.now' : isLater(a) ? 'people.later' : 'people.over')
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      locale={{ emptyText: t('people.historyNone') }}
      dataSource={appointments.toSorted((a, b) => b.since.localeCompare(a.since))}
      columns={[
        { title: t('people.history'), render: (_, a) => name(a) },
        { title: `${t('people.begins')} (${t('clock.zone')})`, render: (_, a) => dateTime(a.since) },
        {
          title: `${t('people.ends')} (${t('clock.zone')})`,
          render: (_, a) => (a.until ? dateTime(a.until) : t('people.forGood')),
        },
        { title: t('people.state'), render: (_, a) => state(a) },
        { title: t('people.reason'), dataIndex: 'reason' },
      ]}
    />
  )
}
