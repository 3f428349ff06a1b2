import { Alert, Button } from 'antd'
import { useTranslation } from '@/i18n'
import { shortDateTime } from '@/ui/format'
import type { Drafted } from './useDraft'

/** Says that a draft was given back, since when, and offers to throw it away; and where none could be kept. */
export function DraftLine({ draft }: { draft: Drafted }) {
  const { t } = useTranslation()
  const { restored, unkept, discard } = draft
  return (
    <>
      {restored && (
        <Alert
          className="draft-line"
          showIcon
          type={restored.newer ? 'warning' : 'info'}
          title={
            t('draft.restored', { at: shortDateTime(restored.at) }) + (restored.newer ? t('draft.newer') : '')
          }
          action={
            <Button size="small" onClick={discard}>
              {t('draft.discard')}
            </Button>
          }
        />
      )}
      {unkept && <Alert className="draft-line" showIcon type="warning" title={t('draft.unkept')} />}
    </>
  )
}
