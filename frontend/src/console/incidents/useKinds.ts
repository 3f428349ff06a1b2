import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed } from '@/i18n'

const AccidentKindsDocument = graphql(`
  query AccidentKinds {
    accidentPlan {
      kinds {
        code
        name
        nameEn
      }
    }
  }
`)

/** The kinds of accident as choices: found by code or either name. */
export function useKinds() {
  const named = useNamed()
  const [{ data }] = useQuery({ query: AccidentKindsDocument })
  return (data?.accidentPlan?.kinds ?? []).map((k) => ({
    value: k.code,
    label: named(k),
    inChinese: k.name,
    find: `${k.code} ${k.name} ${k.nameEn}`,
  }))
}
