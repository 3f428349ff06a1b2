import type { ResponseLevel, ResponseOrder, ResponsePost } from '@/gql/generated/graphql'
import { useTranslation } from '@/i18n'
import { type Field, textOf, type Values } from './ActDialog'

export const levels: readonly ResponseLevel[] = ['III', 'II', 'I']

const posts: readonly ResponsePost[] = ['OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER']

const starters: Record<ResponseLevel, ResponsePost[]> = {
  III: ['OFFICE_DIRECTOR'], // §5.3.1
  II: ['COMMANDER', 'DEPUTY_COMMANDER'], // §5.3.2
  I: ['COMMANDER'], // §5.3.3
}

/** The posts that start a level, or change one to another (§5.4): the hub judges, this only offers. */
export const postsFor = (from: ResponseLevel | null | undefined, to: ResponseLevel): ResponsePost[] =>
  starters[from && isBelow(to, from) ? from : to]

/** The posts that pass command up and take it back: the one that started the response, and those above it. */
export const handersOver = (startedBy: ResponsePost | null | undefined): ResponsePost[] =>
  posts.slice(Math.max(0, posts.indexOf(startedBy ?? 'OFFICE_DIRECTOR')))

/** Whether a level is below another. */
export const isBelow = (level: ResponseLevel, than: ResponseLevel): boolean =>
  levels.indexOf(level) < levels.indexOf(than)

/** The fields that ask by whose word: one's own post, or a spoken order entered on behalf. */
export function useOrderFields() {
  const { t } = useTranslation()
  return (posts: readonly ResponsePost[], held: readonly string[]): Field[] => {
    const options = posts.flatMap((post) => [
      ...(held.includes(post)
        ? [{ value: 'mine', label: t('incident.orderMine', { post: t(`incident.post.${post}`) }) }]
        : []),
      { value: post, label: t('incident.orderVoice', { post: t(`incident.post.${post}`) }) },
    ])
    return [
      {
        name: 'by',
        label: t('incident.order'),
        kind: 'choice',
        required: true,
        options,
        initial: options[0]?.value,
      },
      {
        name: 'orderedBy',
        label: t('incident.orderedBy'),
        kind: 'text',
        required: true,
        when: (v) => v.by !== undefined && v.by !== 'mine',
      },
    ]
  }
}

export const orderOf = (v: Values): ResponseOrder => ({
  byVoice: v.by === 'mine' ? null : (textOf(v.by) as ResponsePost | null),
  orderedBy: v.by === 'mine' ? null : textOf(v.orderedBy),
  at: textOf(v.at),
  reason: textOf(v.reason),
})
