import type { CasualtyFigures } from '@/gql/generated/graphql'
import type { Field, Values } from './ActDialog'
import { numberOf } from './ActDialog'

/** The counts of people, in the order in which they are told. */
export const people = [
  'deaths',
  'seriouslyInjured',
  'injured',
  'trapped',
  'missing',
  'atRisk',
  'fromAbroad',
] as const

export type Counted = { readonly [K in (typeof people)[number] | 'directLoss']?: number | null }

/** Fen in ten thousand yuan. */
const FEN = 1_000_000

/** The figures of a form, whole: null where nothing is known. */
export const figuresOf = (v: Values): CasualtyFigures => ({
  ...Object.fromEntries(people.map((name) => [name, numberOf(v[name])])),
  directLoss: typeof v.loss === 'number' ? Math.round(v.loss * FEN) : null,
})

/** The fields of a form for figures, filled with what is known. */
export const figureFields = (
  label: (name: (typeof people)[number]) => string,
  loss: string,
  now?: Counted,
): Field[] => [
  ...people.map(
    (name): Field => ({ name, label: label(name), kind: 'number', initial: now?.[name] ?? undefined }),
  ),
  {
    name: 'loss',
    label: loss,
    kind: 'number',
    initial: typeof now?.directLoss === 'number' ? now.directLoss / FEN : undefined,
  },
]
