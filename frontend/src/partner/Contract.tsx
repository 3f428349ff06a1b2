import { Button, Card, Spin, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from '@/i18n'
import { Command } from './Command'
import { deprecations, readChangelog, readSchema, SDL_PATH, size } from './contractText'

interface Contents {
  deprecated: ReturnType<typeof deprecations>
  size: ReturnType<typeof size>
  changes: Awaited<ReturnType<typeof readChangelog>>
}

/** The contract to download, what is going to be removed from it, and what changed. */
export function Contract() {
  const { t } = useTranslation()
  const [contents, setContents] = useState<Contents | 'failed' | null>(null)
  useEffect(() => {
    Promise.all([readSchema(), readChangelog()])
      .then(([schema, changes]) =>
        setContents({ deprecated: deprecations(schema), size: size(schema), changes }),
      )
      .catch(() => setContents('failed'))
  }, [])
  return (
    <>
      <Card size="small">
        <p>{t('partner.contract.about')}</p>
        <Command
          text={`curl -sS -H "Authorization: Bearer $HUB_KEY" ${location.origin}${SDL_PATH} -o command-hub.graphql`}
        />
        <div className="partner-bar">
          <Button type="primary" href={SDL_PATH} download="command-hub.graphql">
            {t('partner.contract.download')}
          </Button>
          {contents !== null && contents !== 'failed' && (
            <span>{t('partner.contract.fields', contents.size)}</span>
          )}
        </div>
      </Card>
      {contents === null && <Spin />}
      {contents === 'failed' && <p className="failure">{t('partner.contract.failed')}</p>}
      {contents !== null && contents !== 'failed' && (
        <>
          <Card size="small" title={t('partner.contract.deprecated')}>
            {contents.deprecated.length === 0 ? (
              <p>{t('partner.contract.noDeprecated')}</p>
            ) : (
              <Table
                rowKey="element"
                size="small"
                pagination={false}
                dataSource={contents.deprecated}
                columns={[
                  {
                    title: t('partner.contract.element'),
                    dataIndex: 'element',
                    render: (e) => <code>{e}</code>,
                  },
                  { title: t('partner.contract.instead'), dataIndex: 'reason' },
                ]}
              />
            )}
          </Card>
          <Card size="small" title={t('partner.contract.changelog')}>
            {contents.changes.map(({ heading, items }) => (
              <section key={heading} className="partner-changes" lang="en">
                <h3>{heading}</h3>
                <ul>
                  {items.map((item) => (
                    <li key={item}>
                      <Marked text={item} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </Card>
        </>
      )}
    </>
  )
}

/** Text in which what stands between backticks is code. */
function Marked({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text stay where they are
  return text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))
}
