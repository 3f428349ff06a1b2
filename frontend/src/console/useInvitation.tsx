import type { FormInstance } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import type { CreateEnrolmentInput } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { dateTime } from '@/ui/format'
import { ShownOnce } from '@/ui/ShownOnce'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'

const CreateDocument = graphql(`
  mutation CreateEnrolment($input: CreateEnrolmentInput!) {
    createEnrolment(input: $input) {
      link
      expiresAt
      userErrors {
        ...Told
      }
    }
  }
`)

type Invitation = Omit<CreateEnrolmentInput, 'idempotencyKey'>

/** Makes one-time links; `shown` is the one that was made, shown this once. */
export function useInvitation(form?: FormInstance): {
  invite(invitation: Invitation): Promise<boolean>
  shown: ReactNode
} {
  const { t } = useTranslation()
  const failed = useFailure(
    {
      'input.name': t('people.refusal.name'),
      'input.display': t('people.refusal.display'),
      'input.user': t('people.refusal.administratorRecovery'),
      NOT_FOUND: t('people.refusal.gone'),
    },
    form,
  )
  const [, create] = useMutation(CreateDocument)
  const [made, setMade] = useState<{ link: string; until: string } | null>(null)
  const invite = async (invitation: Invitation) => {
    const result = await create({ input: { ...invitation, idempotencyKey: newIdempotencyKey() } })
    const answer = result.data?.createEnrolment
    if (failed(result.error, answer?.userErrors)) return false
    if (!answer?.link) return true // a display that shows a code needs none
    // The hub may give a path only; whoever opens it elsewhere needs all of it.
    const link = new URL(answer.link, location.origin).href
    setMade({ link, until: answer?.expiresAt ?? '' })
    return true
  }
  return {
    invite,
    shown: (
      <ShownOnce
        title={t('people.link')}
        items={made && [{ name: t('people.link'), value: made.link }]}
        warning={t('people.linkWarning', { until: made ? dateTime(made.until) : '' })}
        onClose={() => setMade(null)}
      />
    ),
  }
}
