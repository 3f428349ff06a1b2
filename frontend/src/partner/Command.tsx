import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from '@/i18n'
import { useCopy } from '@/ui/useCopy'

/** Text for a terminal or an editor, whole as it is to be copied. */
export function Command({ text, tall = false }: { text: string; tall?: boolean }) {
  const { t } = useTranslation()
  const copy = useCopy()
  const shown = useRef<HTMLPreElement>(null)
  return (
    <div className={tall ? 'command tall' : 'command'}>
      <pre ref={shown} tabIndex={tall ? 0 : undefined}>
        {text}
      </pre>
      <Button size="small" onClick={() => void copy(text, shown.current)}>
        {t('partner.copy')}
      </Button>
    </div>
  )
}
