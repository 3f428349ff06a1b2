import { DatePicker, Form, Input, Modal, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import type { Role } from '@/gql/generated/graphql'
import { useNamed, useTranslation } from '@/i18n'
import { instantOf } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { useScopeName } from '@/ui/Withheld'
import { type Person, type Place, personName, usePlaces } from './people'

const RolesDocument = graphql(`
  query Roles {
    roles {
      role
      binding
      scopes
    }
  }
`)

const AppointDocument = graphql(`
  mutation Appoint($input: AppointInput!) {
    appoint(input: $input) {
      appointment {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

interface Values {
  role: Role
  organisation?: string
  area?: string
  since?: Dayjs | null
  until?: Dayjs | null
  reason: string
}

/** Gives a person a post: the dialog asks for what the post is bound to. */
export function Appoint({ person, onClose }: { person: Person; onClose(done: boolean): void }) {
  const { t } = useTranslation()
  const scopeName = useScopeName()
  const { bureaus, owners, areas } = usePlaces()
  const [form] = Form.useForm<Values & { user: string }>()
  const failed = useFailure(
    {
      'input.user': t('people.refusal.self'),
      'input.role': t('people.refusal.twoAdministrators'),
      'input.organisation': t('people.refusal.organisation'),
      'input.area': t('people.refusal.area'),
      'input.until': t('people.refusal.until'),
      NOT_FOUND: t('people.refusal.gone'),
    },
    form,
  )
  const [{ data }] = useQuery({ query: RolesDocument })
  const [{ fetching }, appoint] = useMutation(AppointDocument)
  const chosen = Form.useWatch('role', form)
  const role = data?.roles?.find((r) => r.role === chosen)

  const submit = async (values: Values) => {
    const result = await appoint({
      input: {
        user: person.id,
        role: values.role,
        organisation: role?.binding === 'ORGANISATION' ? values.organisation : null,
        area: role?.binding === 'AREA' ? values.area : null,
        since: values.since ? instantOf(values.since) : null,
        until: values.until ? instantOf(values.until) : null,
        reason: values.reason.trim(),
        idempotencyKey: newIdempotencyKey(),
      },
    })
    if (!failed(result.error, result.data?.appoint?.userErrors)) onClose(true)
  }
  return (
    <Modal
      open
      title={t('people.appointTitle')}
      okText={t('people.appoint')}
      confirmLoading={fetching}
      onOk={form.submit}
      onCancel={() => onClose(false)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ user: personName(person) }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="user" label={t('people.person')}>
          <Input readOnly />
        </Form.Item>
        <Form.Item
          name="role"
          label={t('people.roleLabel')}
          rules={[{ required: true, message: t('people.rolePick') }]}
          extra={
            role &&
            t('people.scopesOf', {
              scopes: [
                ...role.scopes.map(scopeName),
                ...(role.role === 'BUREAU_ANALYST' ? [t('people.scopesShare')] : []),
              ].join(t('people.listJoin')),
            })
          }
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            listHeight={400}
            placeholder={t('people.rolePick')}
            options={(data?.roles ?? []).map((r) => ({ value: r.role, label: t(`people.role.${r.role}`) }))}
          />
        </Form.Item>
        {role?.binding === 'ORGANISATION' && (
          <PlacePick name="organisation" places={role.role === 'ENTERPRISE_REPORTER' ? owners : bureaus} />
        )}
        {role?.binding === 'AREA' && <PlacePick name="area" places={areas} />}
        <div className="console-pair">
          <Form.Item name="since" label={t('people.since')} extra={t('people.inZone')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item name="until" label={t('people.untilLabel')} extra={t('people.inZone')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
        </div>
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

/** What a post is bound to. */
function PlacePick({ name, places }: { name: 'organisation' | 'area'; places: readonly Place[] }) {
  const { t } = useTranslation()
  const named = useNamed()
  return (
    <Form.Item
      name={name}
      label={t(`people.${name}`)}
      rules={[{ required: true, message: t(`people.refusal.${name}`) }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(`people.${name}Pick`)}
        options={places.map((p) => ({ value: p.code, label: named(p) }))}
      />
    </Form.Item>
  )
}
