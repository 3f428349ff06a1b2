import { useQuery } from 'urql'
import { graphql } from '@/gql/generated'
import { useNamed } from '@/i18n'

const TownshipsDocument = graphql(`
  query Townships {
    areas {
      code
      name
      nameEn
      kind
    }
  }
`)

/** The townships as choices. */
export function useAreas() {
  const named = useNamed()
  const [{ data }] = useQuery({ query: TownshipsDocument })
  return (data?.areas ?? [])
    .filter((a) => a.kind !== 'COUNTY')
    .map((a) => ({ value: a.code, label: named(a) }))
}
