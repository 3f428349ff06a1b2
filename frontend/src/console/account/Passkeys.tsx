import { App, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { addPasskey, type OwnAccount, type OwnPasskey, removePasskey } from '@/gql/account'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { Confirm } from './Confirm'
import { useRefusal } from './useOwn'

/** Passkeys as the second factor, where the hub's address has any. */
export function Passkeys({ own, onChange }: { own: OwnAccount; onChange(): void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const refused = useRefusal()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<OwnPasskey | null>(null)
  const here = own.passkeyAddress === location.origin

  const add = async ({ current, name }: { current: string; name?: string }) => {
    const done = await addPasskey(current, name?.trim() ?? '')
    if (refused(done, { CANCELLED: t('account.door.passkeyCancelled') })) return
    setAdding(false)
    void message.success(t('account.passkey.added'))
    onChange()
  }
  const remove = async ({ current }: { current: string }) => {
    if (!removing || refused(await removePasskey(current, removing.id))) return
    setRemoving(null)
    void message.success(t('account.passkey.removed'))
    onChange()
  }
  return (
    <Card title={t('account.passkey.title')}>
      <p className="console-note">{t('account.passkey.explained')}</p>
      <ul className="account-list">
        {own.passkeys.map((key) => (
          <li key={key.id}>
            <span>
              <strong>{key.name}</strong>
              <small>
                {t('account.passkey.created', { at: dateTime(key.createdAt) })} ·{' '}
                {key.usedAt
                  ? t('account.passkey.used', { at: dateTime(key.usedAt) })
                  : t('account.passkey.unused')}
              </small>
            </span>
            <Button size="small" danger onClick={() => setRemoving(key)}>
              {t('account.passkey.remove')}
            </Button>
          </li>
        ))}
        {own.passkeys.length === 0 && <li className="console-note">{t('account.passkey.none')}</li>}
      </ul>
      {here ? (
        <Button onClick={() => setAdding(true)}>{t('account.passkey.add')}</Button>
      ) : (
        <p className="console-note">
          {own.passkeyAddress
            ? t('account.passkey.elsewhere', { address: own.passkeyAddress })
            : t('account.passkey.nowhere')}
        </p>
      )}
      <Confirm
        title={t('account.passkey.add')}
        open={adding}
        onClose={() => setAdding(false)}
        onConfirm={add}
      >
        <Form.Item
          name="name"
          label={t('account.passkey.name')}
          rules={[{ required: true, whitespace: true, message: t('account.passkey.nameNeeded') }]}
        >
          <Input maxLength={30} />
        </Form.Item>
      </Confirm>
      <Confirm
        title={t('account.passkey.removeTitle', { name: removing?.name ?? '' })}
        open={removing !== null}
        danger
        onClose={() => setRemoving(null)}
        onConfirm={remove}
      />
    </Card>
  )
}
