import { App } from 'antd'
import { useTranslation } from '@/i18n'

/** Copies a text, or, where the clipboard is closed to pages as without TLS, selects the element that shows it. */
export function useCopy(): (text: string, shownIn: HTMLElement | null) => Promise<void> {
  const { t } = useTranslation()
  const { message } = App.useApp()
  return async (text, shownIn) => {
    try {
      await navigator.clipboard.writeText(text)
      void message.success(t('console.copied'))
    } catch {
      if (shownIn) getSelection()?.selectAllChildren(shownIn)
      void message.info(t('console.selected'))
    }
  }
}
