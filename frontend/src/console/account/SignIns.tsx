import { App, Button, Card, Tag } from 'antd'
import { useMutation, useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'

const SignInsDocument = graphql(`
  query OwnSignIns {
    signIns {
      id
      beganAt
      seenAt
      address
      agent
      current
    }
  }
`)

const EndDocument = graphql(`
  mutation EndSignIn($input: EndSignInInput!) {
    endSignIn(input: $input) {
      userErrors {
        ...Told
      }
    }
  }
`)

/** What a browser says of itself, as a name for people; its own words where it is none of these. */
function browserOf(agent: string): string {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(agent)
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)
  if (!name) return agent.slice(0, 60)
  const known: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' }
  const browser = /Edg\//.test(agent) ? 'Edg' : (name[1] ?? '')
  return `${known[browser] ?? browser} ${name[2]}${system ? ` · ${system[1]}` : ''}`
}

/** One's open sign-ins, each of which can be ended. `changed` reads them again. */
export function SignIns() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const failed = useFailure()
  const [{ data }, again] = useQuery({ query: SignInsDocument, requestPolicy: 'network-only' })
  const [, end] = useMutation(EndDocument)

  const onEnd = async (signIn: string) => {
    const result = await end({ input: { signIn, idempotencyKey: newIdempotencyKey() } })
    if (!failed(result.error, result.data?.endSignIn?.userErrors))
      void message.success(t('account.signIns.ended'))
    again({ requestPolicy: 'network-only' })
  }
  return (
    <Card title={t('account.signIns.title')} className="account-wide">
      <p className="console-note">{t('account.signIns.explained')}</p>
      <ul className="account-list">
        {data?.signIns?.map((s) => (
          <li key={s.id}>
            <span>
              <strong title={s.agent}>{browserOf(s.agent)}</strong>{' '}
              {s.current && <Tag color="green">{t('account.signIns.current')}</Tag>}
              <small>
                {t('account.signIns.address')} {s.address} · {t('account.signIns.began')}{' '}
                {dateTime(s.beganAt)} · {t('account.signIns.seen')} {dateTime(s.seenAt)}
              </small>
            </span>
            {!s.current && (
              <Button size="small" danger onClick={() => void onEnd(s.id)}>
                {t('account.signIns.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
