import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from '@/i18n'

/** Asks for the present password, which every change of one's own account takes. */
export function Confirm({
  title,
  open,
  danger,
  children,
  onClose,
  onConfirm,
}: {
  title: string
  open: boolean
  danger?: boolean
  /** More fields of the same form. */
  children?: ReactNode
  onClose(): void
  onConfirm(values: { current: string; name?: string }): Promise<void>
}) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ current: string; name?: string }>()
  const [busy, setBusy] = useState(false)
  return (
    <Modal
      title={title}
      open={open}
      okText={t('account.confirm.go')}
      cancelText={t('account.confirm.cancel')}
      okButtonProps={{ danger, loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        preserve={false}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => {
          setBusy(true)
          void onConfirm(values).finally(() => setBusy(false))
        }}
      >
        {children}
        <Form.Item
          name="current"
          label={t('account.confirm.current')}
          rules={[{ required: true, message: t('account.confirm.needed') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
