import { Alert, App, Button, Modal } from 'antd'
import { useTranslation } from '@/i18n'

interface Props {
  title: string
  /** What is shown, each with its name; null closes. */
  items: { name: string; value: string }[] | null
  warning: string
  onClose(): void
}

/** A secret that the hub tells this once. Copying works without TLS too, where the clipboard is closed to pages. */
export function ShownOnce({ title, items, warning, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const copy = async (value: string, element: HTMLElement | null) => {
    try {
      await navigator.clipboard.writeText(value)
      void message.success(t('console.copied'))
    } catch {
      if (element) getSelection()?.selectAllChildren(element)
      void message.info(t('console.selected'))
    }
  }
  return (
    <Modal
      open={items !== null}
      title={title}
      onCancel={onClose}
      onOk={onClose}
      cancelButtonProps={{ hidden: true }}
      mask={{ closable: false }}
      destroyOnHidden
      width={640}
    >
      <Alert type="warning" showIcon title={warning} style={{ marginBottom: 12 }} />
      {items?.map(({ name, value }) => (
        <p key={name}>
          {name}
          <br />
          <span className="console-secret" id={`once-${name}`}>
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
