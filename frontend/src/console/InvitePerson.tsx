import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from '@/i18n'
import { useInvitation } from './useInvitation'

/** Makes a one-time link for a new person. */
export function InvitePerson() {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ name: string }>()
  const [open, setOpen] = useState(false)
  const { invite, shown } = useInvitation(form)
  const submit = async ({ name }: { name: string }) => {
    if (!(await invite({ kind: 'PERSON', name: name.trim() }))) return
    form.resetFields()
    setOpen(false)
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('people.invite')}
      </Button>
      <Modal
        open={open}
        title={t('people.invite')}
        okText={t('people.create')}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <Form form={form} layout="vertical" onFinish={(values) => void submit(values)}>
          <Form.Item
            name="name"
            label={t('people.inviteFor')}
            rules={[{ required: true, whitespace: true, message: t('people.refusal.name') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <p className="console-note">{t('people.inviteExplained')}</p>
        </Form>
      </Modal>
      {shown}
    </>
  )
}
