import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { download, type Format } from '@/gql/export'
import { useLanguage, useTranslation } from '@/i18n'
import type words from '@/i18n/export.zh.json'

export type ExportTable = keyof (typeof words)['table']

interface Props {
  /** The list's name at the hub. */
  table: ExportTable
  /** What the list is filtered by, as the hub calls it; what is empty is left out. */
  filters?: Record<string, string | undefined>
  /** What is shown of the list, as the hub calls it; without any, the file holds all. */
  columns?: readonly string[]
  size?: 'small' | 'middle'
}

const known = ['INVALID', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'UNAVAILABLE', 'UNREACHABLE'] as const
const said = (code: string) => known.find((k) => k === code) ?? 'INTERNAL'

const forms: Record<'xlsx' | 'csv' | 'all', { format: Format; whole: boolean }> = {
  xlsx: { format: 'xlsx', whole: false },
  csv: { format: 'csv', whole: false },
  all: { format: 'xlsx', whole: true },
}

/** Gets a list as a file that the hub makes, with the rows and columns that are shown, as the viewer may see them. */
export function ExportMenu({ table, filters = {}, columns = [], size = 'middle' }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const make = async ({ format, whole }: { format: Format; whole: boolean }) => {
    setBusy(true)
    const answer = await download(table, format, language, filters, whole ? [] : columns)
    setBusy(false)
    if ('ok' in answer) void message.success(t('export.menu.made', { name: answer.ok }))
    else void message.error(t('export.menu.failed', { why: t(`failure.${said(answer.refused.code)}`) }))
  }
  const offered = columns.length > 0 ? (['xlsx', 'csv', 'all'] as const) : (['xlsx', 'csv'] as const)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: offered.map((key) => ({ key, label: t(`export.menu.${key}`) })),
        onClick: ({ key }) => void make(forms[key as keyof typeof forms]),
      }}
    >
      <Button loading={busy} size={size} data-export={table}>
        {t(busy ? 'export.menu.making' : 'export.menu.label')} ▾
      </Button>
    </Dropdown>
  )
}
