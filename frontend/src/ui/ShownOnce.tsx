import { Alert, Button, Modal } from 'antd'
import { useTranslation } from '@/i18n'
import { useCopy } from './useCopy'

interface Props {
  title: string
  /** What is shown, each with its name; null closes. */
  items: { name: string; value: string }[] | null
  warning: string
  onClose(): void
}

/** A secret that the hub tells this once. */
export function ShownOnce({ title, items, warning, onClose }: Props) {
  const { t } = useTranslation()
  const copy = useCopy()
  return (
    <Modal
      open={items !== null}
      title={title}
      onCancel={onClose}
      onOk={onClose}
      cancelButtonProps={{ hidden: true }}
      mask={{ closable: false }}
      destroyOnHidden // or what was shown stays in the page, unseen
      width={640}
    >
      <Alert type="warning" showIcon title={warning} style={{ marginBottom: 12 }} />
      {items?.map(({ name, value }) => (
        <p key={name}>
          {name}
          <br />
          <span className="secret" id={`once-${name}`}>
            {value}
          </span>{' '}
          <Button size="small" onClick={() => void copy(value, document.getElementById(`once-${name}`))}>
            {t('console.copy')}
          </Button>
        </p>
      ))}
    </Modal>
  )
}
