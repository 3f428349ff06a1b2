import { App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed, useTranslation } from '@/i18n'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { useScopeName } from '@/ui/Withheld'
import type { Program, useKept } from './programs'

const CreateDocument = graphql(`
  mutation CreateApiClient($input: CreateApiClientInput!) {
    createApiClient(input: $input) {
      apiClient {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

const UpdateDocument = graphql(`
  mutation UpdateApiClient($input: UpdateApiClientInput!) {
    updateApiClient(input: $input) {
      apiClient {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

interface Props {
  /** Null makes a new one. */
  program: Program | null
  organisations: ReturnType<typeof useKept>['organisations']
  onClose(saved: boolean): void
}

interface Values {
  organisation: string
  name: string
  scopes: string[]
}

/** Makes a program, or changes its name and rights. */
export function ProgramForm({ program, organisations, onClose }: Props) {
  const { t } = useTranslation()
  const named = useNamed()
  const scopeName = useScopeName()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const failed = useFailure(
    { 'input.name': t('partner.program.nameTaken'), 'input.scopes': t('partner.program.scopesHelp') },
    form,
  )
  const [{ fetching: creating }, create] = useMutation(CreateDocument)
  const [{ fetching: updating }, update] = useMutation(UpdateDocument)
  const chosen = Form.useWatch('organisation', form) ?? program?.organisation?.code ?? organisations[0]?.code
  const share = organisations.find((o) => o.code === chosen)?.share ?? []

  const save = async ({ organisation, name, scopes }: Values) => {
    const idempotencyKey = newIdempotencyKey()
    if (program) {
      const { error, data } = await update({ input: { apiClient: program.id, name, scopes, idempotencyKey } })
      if (failed(error, data?.updateApiClient?.userErrors)) return
      void message.success(t('partner.program.edited'))
    } else {
      const { error, data } = await create({ input: { organisation, name, scopes, idempotencyKey } })
      if (failed(error, data?.createApiClient?.userErrors)) return
    }
    onClose(true)
  }

  return (
    <Modal
      open
      title={program ? t('partner.program.edit') : t('partner.program.create')}
      okText={t('partner.program.save')}
      cancelText={t('partner.program.cancel')}
      confirmLoading={creating || updating}
      onOk={form.submit}
      onCancel={() => onClose(false)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          organisation: chosen,
          name: program?.name ?? '',
          scopes: program ? program.scopes.filter((s) => share.includes(s)) : [...share],
        }}
        onFinish={(values) => void save(values)}
        onValuesChange={(changed: Partial<Values>) => {
          if (changed.organisation)
            form.setFieldValue('scopes', organisations.find((o) => o.code === changed.organisation)?.share)
        }}
      >
        <Form.Item
          name="organisation"
          label={t('partner.program.organisation')}
          rules={[{ required: true, message: t('partner.program.organisationNeeded') }]}
        >
          <Select
            disabled={program !== null || organisations.length < 2}
            options={organisations.map((o) => ({ value: o.code, label: named(o) }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('partner.program.name')}
          rules={[{ required: true, whitespace: true, max: 60, message: t('partner.program.nameNeeded') }]}
        >
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t('partner.program.scopes')}
          extra={t('partner.program.scopesHelp')}
          rules={[{ required: true, type: 'array', min: 1, message: t('partner.program.scopesNeeded') }]}
        >
          <Checkbox.Group
            className="partner-choices"
            options={share.map((scope) => ({
              value: scope,
              label: (
                <>
                  {scopeName(scope)} <code>{scope}</code>
                </>
              ),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
