import { Form, Input, Modal } from 'antd'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { type Person, personName } from './people'
import { useMay } from './rights'

const UpdateDocument = graphql(`
  mutation UpdateUser($input: UpdateUserInput!) {
    updateUser(input: $input) {
      user {
        id
        displayName
      }
      userErrors {
        ...Told
      }
    }
  }
`)

interface Values {
  displayName: string
  phone?: string
}

/** Changes a person's name and phone. Who sees the number masked replaces it, or leaves it alone. */
export function EditPerson({ person, onClose }: { person: Person; onClose(done: boolean): void }) {
  const { t } = useTranslation()
  const whole = useMay()('person:read')
  const [form] = Form.useForm<Values>()
  const failed = useFailure(
    { 'input.phone': t('people.refusal.phone'), NOT_FOUND: t('people.refusal.gone') },
    form,
  )
  const [{ fetching }, update] = useMutation(UpdateDocument)
  const submit = async ({ displayName, phone = '' }: Values) => {
    const kept = phone.trim() === (whole ? person.phone : '')
    const result = await update({
      input: {
        user: person.id,
        displayName: displayName.trim(),
        phone: kept ? null : phone.trim(),
        idempotencyKey: newIdempotencyKey(),
      },
    })
    if (!failed(result.error, result.data?.updateUser?.userErrors)) onClose(true)
  }
  return (
    <Modal
      open
      title={t('people.editTitle', { name: personName(person) })}
      okText={t('people.save')}
      confirmLoading={fetching}
      onOk={form.submit}
      onCancel={() => onClose(false)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ displayName: person.displayName, phone: whole ? person.phone : '' }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item
          name="displayName"
          label={t('people.name')}
          rules={[{ required: true, whitespace: true, message: t('people.refusal.name') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="phone" label={t('people.phone')}>
          <Input
            maxLength={31}
            placeholder={person.phone ? t('people.phoneKept', { phone: person.phone }) : undefined}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
