import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { download, type Format, formats } from '@/gql/export'
import { useLanguage, useTranslation } from '@/i18n'
import type words from '@/i18n/export.zh.json'

interface Props {
  /** The list's name at the hub. */
  table: keyof (typeof words)['table']
  /** What the list is filtered by, as the hub calls it; what is empty is left out. */
  filters?: Record<string, string | undefined>
  /** The file holds more than the screen shows. */
  whole?: boolean
}

const known = ['INVALID', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const
const said = (code: string) => known.find((k) => k === code) ?? 'INTERNAL'

/** Gets a list as a file that the hub makes, with what the viewer may see of it. */
export function ExportMenu({ table, filters = {}, whole = false }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const make = async (format: Format) => {
    setBusy(true)
    const answer = await download(table, format, language, filters)
    setBusy(false)
    if ('ok' in answer) void message.success(t('export.menu.made', { name: answer.ok }))
    else void message.error(t('export.menu.failed', { why: t(`failure.${said(answer.refused.code)}`) }))
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((key) => ({ key, label: t(`export.menu.${key}`) })),
        onClick: ({ key }) => void make(key as Format),
      }}
    >
      <Button loading={busy} data-export={table}>
        {t(busy ? 'export.menu.making' : whole ? 'export.menu.whole' : 'export.menu.label')} ▾
      </Button>
    </Dropdown>
  )
}
