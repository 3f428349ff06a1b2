import { App, Button, Card, Form, Input, Modal, QRCode, Tag } from 'antd'
import { useState } from 'react'
import { beginTotp, confirmTotp, removeTotp } from '@/gql/account'
import { useTranslation } from '@/i18n'
import { Confirm } from './Confirm'
import { useRefusal } from './useOwn'

/** One-time codes by an authenticator as the second factor. */
export function OneTimeCodes({ on, onChange }: { on: boolean; onChange(): void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const refused = useRefusal()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null)

  const confirmed = async ({ current }: { current: string }) => {
    if (on) {
      if (refused(await removeTotp(current))) return
      void message.success(t('account.totp.removed'))
      onChange()
    } else {
      const begun = await beginTotp(current)
      if (refused(begun) || !('ok' in begun)) return
      setMade(begun.ok)
    }
    setAsking(false)
  }
  const check = async ({ code }: { code: string }) => {
    if (refused(await confirmTotp(code), { code: t('account.totp.wrong') })) return
    setMade(null)
    void message.success(t('account.totp.added'))
    onChange()
  }
  return (
    <Card
      title={
        <>
          {t('account.totp.title')}{' '}
          <Tag color={on ? 'green' : 'default'}>{t(on ? 'account.totp.on' : 'account.totp.off')}</Tag>
        </>
      }
    >
      <p className="console-note">{t('account.totp.explained')}</p>
      <Button type={on ? 'default' : 'primary'} danger={on} onClick={() => setAsking(true)}>
        {t(on ? 'account.totp.remove' : 'account.totp.add')}
      </Button>
      <Confirm
        title={t(on ? 'account.totp.removeTitle' : 'account.totp.addTitle')}
        open={asking}
        danger={on}
        onClose={() => setAsking(false)}
        onConfirm={confirmed}
      />
      <Modal
        title={t('account.totp.addTitle')}
        open={made !== null}
        footer={null}
        onCancel={() => setMade(null)}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {made && (
          <>
            <p className="console-note">{t('account.totp.scan')}</p>
            <div className="account-qr">
              <QRCode value={made.uri} type="svg" size={200} />
              <span className="console-secret">{made.secret.replace(/(.{4})/g, '$1 ').trim()}</span>
              <small>{t('account.totp.once')}</small>
            </div>
            <Form layout="vertical" requiredMark={false} onFinish={(values) => void check(values)}>
              <Form.Item
                name="code"
                label={t('account.totp.code')}
                rules={[{ required: true, pattern: /^[0-9]{3} ?[0-9]{3}$/, message: t('account.totp.code') }]}
              >
                <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
              </Form.Item>
              <Button type="primary" htmlType="submit" block>
                {t('account.totp.confirm')}
              </Button>
            </Form>
          </>
        )}
      </Modal>
    </Card>
  )
}
