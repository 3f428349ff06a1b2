import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { FormInstance } from 'antd'
import { useRef } from 'react'
import { useClient } from 'urql'
import type { Reasoned } from '@/gql/reason'
import { useTranslation } from '@/i18n'
import type { incident as catalogue } from '@/i18n/incident.zh'
import type { scene } from '@/i18n/scene.zh'
import { textAt } from '@/i18n/textAt'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'
import { useReason } from '@/ui/useReason'

interface Refused extends Reasoned {
  field: string
  code: string
  article?: string | null
}

type Answer = { userErrors: readonly Refused[] } & Record<string, unknown>

/** What came of an act: the id of what it concerns, or that it was refused, or that another was there before. */
export type Outcome = { done: true; id: string } | { done: false; conflict: boolean }

/** Looks for words of ours by the field, as input.order.orderedBy, then by what it is part of. */
export function wordsFor(refusals: object, { field, code }: Pick<Refused, 'field' | 'code'>): string | null {
  if (code === 'CONFLICT') return textAt(refusals, code)
  const [root = '', ...path] = field.split('.')
  const joined = path.map((p, i) => (i === 0 ? p : p.charAt(0).toUpperCase() + p.slice(1))).join('')
  return (
    textAt(refusals, `${root}.${joined}`) ?? textAt(refusals, field) ?? textAt(refusals, `${root}.${path[0]}`)
  )
}

interface Manner {
  quiet?: boolean
  /** What to say of refusals; as of incidents where nothing else is given. */
  refusals?: object
}

/**
 * Carries out a mutation and says what stands against it, at its field where a form
 * has that, with the article. One that got no answer keeps its key: tried again, it
 * is carried out once, and is done though the hub says that it was before. A conflict is left to `quiet` callers to show.
 */
export function useAct(form?: FormInstance, { quiet = false, refusals }: Manner = {}) {
  const client = useClient()
  const { t } = useTranslation()
  const failed = useFailure({}, form)
  const say = useReason()
  const last = useRef({ body: '', key: '' })
  const words = refusals ?? (t('incident.refusal', { returnObjects: true }) as typeof catalogue.refusal)
  const ofActs: Record<string, object> = t('scene.refusal', { returnObjects: true }) as typeof scene.refusal

  return async <Input extends { idempotencyKey: string }>(
    document: TypedDocumentNode<object, { input: Input }>,
    input: Omit<Input, 'idempotencyKey'>,
  ): Promise<Outcome> => {
    const body = JSON.stringify(input)
    if (last.current.body !== body) last.current = { body, key: newIdempotencyKey() }
    const given = { ...input, idempotencyKey: last.current.key } as Input
    const { data, error } = await client.mutation(document, { input: given }).toPromise()
    const answer = Object.values(data ?? {}).find(
      (v): v is Answer => typeof v === 'object' && v !== null && 'userErrors' in v,
    )
    if (answer || error?.graphQLErrors.length) last.current = { body: '', key: '' }
    const errors = (answer?.userErrors ?? []).filter((e) => e.code !== 'REPEATED')
    const conflict = errors.some((e) => e.code === 'CONFLICT')
    // The mutation may have words of its own.
    const name = Object.entries(data ?? {}).find(([, v]) => v === answer)?.[0] ?? ''
    const told = errors.map((e) => ({
      code: e.code,
      field: `input.${e.field.split('.').at(-1)}`,
      message:
        (say(e) ?? wordsFor(ofActs[name] ?? {}, e) ?? wordsFor(words, e) ?? e.message) +
        (e.article ? t('incident.article', { article: e.article }) : ''),
    }))
    if (conflict && quiet) return { done: false, conflict }
    if (failed(error, told)) return { done: false, conflict }
    const object = Object.values(answer ?? {}).find(
      (v): v is { id: string } => typeof v === 'object' && v !== null && 'id' in v,
    )
    return { done: true, id: object?.id ?? '' }
  }
}
