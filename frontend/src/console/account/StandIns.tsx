import { App, Button, Card, DatePicker, Form, Input, Popconfirm, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import type { OwnPostsQuery } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateTime, ZONE } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { usePlaceName } from '../people'
import type { OwnPost } from './Posts'

const DelegateDocument = graphql(`
  mutation Delegate($input: DelegateInput!) {
    delegate(input: $input) {
      handedOn {
        id
        to
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const EndDocument = graphql(`
  mutation EndDelegation($input: EndDelegationInput!) {
    endDelegation(input: $input) {
      userErrors {
        ...Told
      }
    }
  }
`)

const administrators = ['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR']
const LONGEST_DAYS = 90

interface Fields {
  appointment: string
  to: string
  period: [Dayjs, Dayjs]
  reason: string
}

/** The instant of what was picked, which is said in the county's time whatever the browser's zone is. */
const inCounty = (picked: Dayjs): string => dayjs.tz(picked.format('YYYY-MM-DDTHH:mm:ss'), ZONE).toISOString()

interface Props {
  posts: OwnPost[]
  handedOn: OwnPostsQuery['viewer']['handedOn']
  onChange(): void
}

/** Hands one's own posts on for a time, and takes them back. */
export function StandIns({ posts, handedOn, onChange }: Props) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { message } = App.useApp()
  const failed = useFailure()
  const [form] = Form.useForm<Fields>()
  const [{ fetching }, delegate] = useMutation(DelegateDocument)
  const [, end] = useMutation(EndDocument)
  const own = posts.filter((p) => !p.inSteadOf && !administrators.includes(p.role))

  const submit = async ({ appointment, to, period, reason }: Fields) => {
    const [since, until] = period.map(inCounty)
    if (!since || !until) return
    const begun = dayjs(since).isBefore(dayjs()) // now, by the hub's clock
    const result = await delegate({
      input: {
        appointment,
        to: to.trim(),
        since: begun ? null : since,
        until,
        reason: reason.trim(),
        idempotencyKey: newIdempotencyKey(),
      },
    })
    if (failed(result.error, result.data?.delegate?.userErrors)) return
    void message.success(t('account.standIns.done', { name: to.trim() }))
    form.resetFields()
    onChange()
  }
  const onEnd = async (id: string) => {
    const result = await end({ input: { handedOn: id, idempotencyKey: newIdempotencyKey() } })
    if (!failed(result.error, result.data?.endDelegation?.userErrors))
      void message.success(t('account.standIns.takenBack'))
    onChange()
  }
  return (
    <Card title={t('account.standIns.title')}>
      <p className="console-note">{t('account.standIns.explained')}</p>
      <ul className="account-list">
        {handedOn.map((h) => (
          <li key={h.id}>
            <span>
              <strong>
                {t(`people.role.${h.role}`)} → {h.to}
              </strong>
              <small>
                {dateTime(h.since)} – {h.until && dateTime(h.until)} · {h.reason}
              </small>
            </span>
            <Popconfirm
              title={t('account.standIns.takeBackConfirm', { name: h.to, post: t(`people.role.${h.role}`) })}
              onConfirm={() => onEnd(h.id)}
            >
              <Button size="small" danger>
                {t('account.standIns.takeBack')}
              </Button>
            </Popconfirm>
          </li>
        ))}
        {handedOn.length === 0 && <li className="console-note">{t('account.standIns.none')}</li>}
      </ul>
      {own.length > 0 && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ appointment: own[0]?.id }}
          onFinish={(values) => void submit(values)}
        >
          <Form.Item name="appointment" label={t('account.standIns.post')}>
            <Select
              options={own.map((p) => ({
                value: p.id,
                label: `${t(`people.role.${p.role}`)} ${placeName(p.organisation ?? p.area)}`.trim(),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="to"
            label={t('account.standIns.to')}
            rules={[{ required: true, whitespace: true, message: t('account.standIns.toNeeded') }]}
          >
            <Input maxLength={32} autoComplete="off" autoCapitalize="none" />
          </Form.Item>
          <Form.Item
            name="period"
            label={t('account.standIns.period')}
            rules={[{ required: true, message: t('account.standIns.periodNeeded') }]}
          >
            <DatePicker.RangePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              minDate={dayjs().startOf('day')}
              maxDate={dayjs().add(LONGEST_DAYS, 'day')}
              style={{ width: '100%' }}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('account.standIns.reason')}
            rules={[{ required: true, whitespace: true, message: t('account.standIns.reasonNeeded') }]}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={fetching}>
            {t('account.standIns.submit')}
          </Button>
        </Form>
      )}
    </Card>
  )
}
