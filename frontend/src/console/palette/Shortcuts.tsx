import { Modal } from 'antd'
import { useTranslation } from '@/i18n'
import type { Section } from '../sections'
import { jumps } from './shortcuts'

/** All that the keyboard does at the desk, for who is there. */
export function Shortcuts({ open, onClose }: { open: readonly Section[]; onClose(): void }) {
  const { t } = useTranslation()
  const rows: [keys: string[], what: string][] = [
    [['Ctrl', 'K'], t('palette.key.find')],
    [['/'], t('palette.key.filter')],
    [['?'], t('palette.key.sheet')],
    [['Ctrl', 'Enter'], t('palette.key.submit')],
    [['Esc'], t('palette.key.close')],
    [['↑', '↓'], t('palette.key.choose')],
    [['Tab', '↑', '↓'], t('palette.key.rows')],
  ]
  return (
    <Modal open title={t('palette.shortcuts')} footer={null} onCancel={onClose} width={640}>
      <dl className="palette-keys">
        {rows.map(([keys, what]) => (
          <Row key={keys.join()} keys={keys} what={what} />
        ))}
        {open.map((section) => (
          <Row
            key={section}
            keys={['g', jumps[section]]}
            what={t('palette.key.jump', { section: t(`console.section.${section}`) })}
          />
        ))}
      </dl>
      <p className="console-note">{t('palette.key.note')}</p>
    </Modal>
  )
}

function Row({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </div>
  )
}
