import { Button, Table } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from '@/i18n'
import { isPicked, type Values } from '../drafts/values'
import type { Field } from './ActDialog'

/** A value as its field shows it: a choice by its word, an instant to the second. */
function shown({ options }: Field, v: unknown): string {
  if (v === null || v === undefined || v === '') return '—'
  if (isPicked(v)) return v.format('YYYY-MM-DD HH:mm:ss')
  const word = (of: unknown) => options?.find((o) => o.value === of)?.label ?? String(of)
  return Array.isArray(v) ? v.map(word).join(', ') : word(v)
}

interface Props {
  fields: readonly Field[]
  mine: Values
  theirs: Values
  take(name: string): void
}

/** Both versions of what two people edited, where they differ: nothing was overwritten. */
export function Conflict({ fields, mine, theirs, take }: Props) {
  const { t } = useTranslation()
  const different = fields.filter(
    (f) => f.name in theirs && shown(f, mine[f.name]) !== shown(f, theirs[f.name]),
  )
  const box = useRef<HTMLDivElement>(null)
  // The form below may be long, and its end in view.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div ref={box} className="incident-conflict" role="alert">
      <b>{t('incident.conflict.title')}</b>
      <p>{t('incident.conflict.explained')}</p>
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={different}
        columns={[
          { title: t('incident.conflict.field'), dataIndex: 'label' },
          { title: t('incident.conflict.mine'), render: (_, f) => shown(f, mine[f.name]) },
          {
            title: t('incident.conflict.theirs'),
            render: (_, f) => (
              <Button size="small" onClick={() => take(f.name)}>
                {shown(f, theirs[f.name])}
              </Button>
            ),
          },
        ]}
      />
    </div>
  )
}
