import { App, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { changePassword } from '@/gql/account'
import { useTranslation } from '@/i18n'
import { PasswordRules } from '@/ui/PasswordRules'
import { fits } from '@/ui/passwordRule'
import { useRefusal } from './useOwn'

interface Fields {
  current: string
  password: string
  again: string
}

/** One's own password. */
export function Password({ userName, onDone }: { userName: string; onDone(): void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const refused = useRefusal()
  const [form] = Form.useForm<Fields>()
  const password = Form.useWatch('password', form) ?? ''
  const again = Form.useWatch('again', form) ?? ''
  const [busy, setBusy] = useState(false)

  const submit = async ({ current, password }: Fields) => {
    setBusy(true)
    const done = await changePassword(current, password)
    setBusy(false)
    if (refused(done, { password: t('account.enrol.reused') })) return
    form.resetFields()
    void message.success(t('account.password.done'))
    onDone()
  }
  return (
    <Card title={t('account.password.title')}>
      <p className="console-note">{t('account.password.explained')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <input name="username" autoComplete="username" value={userName} readOnly hidden />
        <Form.Item
          name="current"
          label={t('account.confirm.current')}
          rules={[{ required: true, message: t('account.confirm.needed') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={t('account.password.next')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label={t('account.password.again')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <PasswordRules password={password} again={again} userName={userName} />
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={!fits(password, userName) || password !== again}
        >
          {t('account.password.change')}
        </Button>
      </Form>
    </Card>
  )
}
