import 'graphiql/setup-workers/vite'
import '@graphiql/react/font/fira-code.css'
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import 'graphiql/graphiql.css'
import { Alert, Input, Spin, Tag } from 'antd'
import { GraphiQL } from 'graphiql'
import type { GraphQLSchema } from 'graphql'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from '@/i18n'
import { useColours } from '@/ui/deskTheme'
import { readSchema } from './contractText'
import { Asking } from './exploring'
import { useTabs } from './useTabs'

/** GraphiQL on this hub: completion and documentation from the contract, live subscriptions. */
export function Explorer() {
  const { t } = useTranslation()
  const colours = useColours()
  const [key, setKey] = useState('')
  const [schema, setSchema] = useState<GraphQLSchema | 'failed' | null>(null)
  const asking = useMemo(() => new Asking(key.trim(), (why) => t('partner.explorer.cut', { why })), [key, t])
  useEffect(() => () => asking.dispose(), [asking])
  useEffect(() => {
    readSchema()
      .then(setSchema)
      .catch(() => setSchema('failed'))
  }, [])
  const tabs = useTabs()
  return (
    <>
      <p className="partner-soft">{t('partner.explorer.about')}</p>
      <div className="partner-bar">
        <Input.Password
          value={key}
          onChange={(e) => setKey(e.target.value)}
          placeholder={t('partner.explorer.key')}
          autoComplete="off"
          style={{ width: 420 }}
          allowClear
        />
        <Tag color={key.trim() ? 'purple' : 'blue'}>
          {key.trim() ? t('partner.explorer.asProgram') : t('partner.explorer.asPerson')}
        </Tag>
      </div>
      {schema === 'failed' && <Alert type="warning" showIcon title={t('partner.explorer.failed')} />}
      {schema === null ? (
        <Spin />
      ) : (
        <div className="partner-graphiql">
          <GraphiQL
            fetcher={asking.fetcher}
            schema={schema === 'failed' ? null : schema}
            storage={sessionStorage}
            defaultTabs={tabs}
            forcedTheme={colours}
            isHeadersEditorEnabled={false}
            showPersistHeadersSettings={false}
          >
            <GraphiQL.Logo>
              <span />
            </GraphiQL.Logo>
          </GraphiQL>
        </div>
      )}
    </>
  )
}
