import { Link } from '@tanstack/react-router'
import { Alert, Card, Descriptions } from 'antd'
import { useNamed, useTranslation } from '@/i18n'
import type { partner } from '@/i18n/partner.zh'
import { useScopeName } from '@/ui/Withheld'
import { Command } from './Command'
import { useKept } from './programs'

type Step = keyof typeof partner.start.step
type Shared = keyof typeof partner.start.scope

/** From nothing to a resumed subscription, with commands that hold this hub's own address. */
export function Start() {
  const { t } = useTranslation()
  const named = useNamed()
  const scopeName = useScopeName()
  const { known, organisations } = useKept()
  const hub = location.origin
  const query =
    '{ viewer { name scopes } stations(first: 3) { totalCount edges { node { code name nameEn } } } }'
  const commands: Partial<Record<Step, string>> = {
    program: `server client create --organisation ${organisations[0]?.code ?? 'CODE'} --name "my program"`,
    key: `export HUB_URL=${hub}\nread -rsp 'key: ' HUB_KEY && export HUB_KEY`,
    query: `curl -sS "$HUB_URL/graphql" -H "Authorization: Bearer $HUB_KEY" -H 'Content-Type: application/json' \\\n  -d '{"query": "${query}"}'`,
    follow: 'curl -sSO "$HUB_URL/examples/hub.py"\npython3 hub.py events',
    resume: 'python3 hub.py events',
  }
  const steps: Step[] = ['program', 'key', 'query', 'follow', 'resume', 'build']
  return (
    <>
      <Card title={t('partner.start.what')} size="small">
        <p>{t('partner.start.whatText')}</p>
        <Descriptions
          size="small"
          column={1}
          items={[
            {
              key: 'http',
              label: t('partner.start.address'),
              children: <code>{`POST ${hub}/graphql`}</code>,
            },
            {
              key: 'ws',
              label: t('partner.start.socket'),
              children: <code>{`${hub.replace(/^http/, 'ws')}/graphql (graphql-transport-ws)`}</code>,
            },
          ]}
        />
        <p className="partner-soft">{t('partner.start.limits')}</p>
      </Card>
      <Card title={t('partner.start.path')} size="small">
        {location.protocol === 'https:' && (
          <Alert
            type="info"
            title={t('partner.start.tls')}
            description={
              <Command
                text={
                  'export CURL_CA_BUNDLE=$PWD/command-hub-ca.crt SSL_CERT_FILE=$PWD/command-hub-ca.crt NODE_EXTRA_CA_CERTS=$PWD/command-hub-ca.crt'
                }
              />
            }
          />
        )}
        <ol className="partner-steps">
          {steps.map((step) => (
            <li key={step}>
              <h3>
                {step === 'program' || step === 'build' ? (
                  <Link
                    to="/partner/{-$section}"
                    params={{ section: step === 'program' ? 'programs' : 'explorer' }}
                  >
                    {t(`partner.start.step.${step}.title`)}
                  </Link>
                ) : (
                  t(`partner.start.step.${step}.title`)
                )}
              </h3>
              <p>{t(`partner.start.step.${step}.text`)}</p>
              {commands[step] && <Command text={commands[step]} />}
            </li>
          ))}
        </ol>
      </Card>
      {known && organisations.length === 0 && <p>{t('partner.start.noShare')}</p>}
      {organisations.map((o) => (
        <Card
          key={o.id}
          size="small"
          title={t('partner.start.share', { organisation: named(o) })}
          extra={<code>{o.code}</code>}
        >
          <p className="partner-soft">{t('partner.start.shareText')}</p>
          <dl className="partner-share">
            {o.share.map((scope) => (
              <div key={scope}>
                <dt>
                  {scopeName(scope)} <code>{scope}</code>
                </dt>
                <dd>{t(`partner.start.scope.${scope as Shared}`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ))}
    </>
  )
}
