import { Button, Card, Tabs } from 'antd'
import { useTranslation } from '@/i18n'
import { Command } from './Command'
import go from './examples/hub.go?raw'
import goFile from './examples/hub.go?url'
import javascript from './examples/hub.mjs?raw'
import javascriptFile from './examples/hub.mjs?url'
import python from './examples/hub.py?raw'
import pythonFile from './examples/hub.py?url'
import curl from './examples/hub.sh?raw'
import curlFile from './examples/hub.sh?url'

const languages = {
  curl: { name: 'curl', source: curl, file: curlFile, run: 'bash hub.sh query' },
  go: {
    name: 'Go',
    source: go,
    file: goFile,
    run: 'go mod init example && go get github.com/gorilla/websocket && go run hub.go query',
  },
  python: { name: 'Python', source: python, file: pythonFile, run: 'python3 hub.py query' },
  javascript: { name: 'JavaScript', source: javascript, file: javascriptFile, run: 'node hub.mjs query' },
} as const
type Language = keyof typeof languages

/** One file a language, whole, to read, copy or download. */
export function Examples() {
  const { t } = useTranslation()
  return (
    <>
      <p className="partner-soft">{t('partner.examples.about')}</p>
      <p className="partner-soft">{t('partner.examples.clientId')}</p>
      <Tabs
        items={(Object.keys(languages) as Language[]).map((key) => {
          const { name, source, file, run } = languages[key]
          const fileName = file.slice(file.lastIndexOf('/') + 1)
          return {
            key,
            label: name,
            children: (
              <Card size="small">
                <p>{t(`partner.examples.needs.${key}`)}</p>
                <Command text={`curl -sSO ${location.origin}${file}\n${run}`} />
                <div className="partner-bar">
                  <Button href={file} download={fileName}>
                    {t('partner.examples.download', { file: fileName })}
                  </Button>
                </div>
                <Command text={source} tall />
              </Card>
            ),
          }
        })}
      />
    </>
  )
}
