import { useEffect } from 'react'
import { useQuery } from 'urql'
import { graphql } from './generated'

const HubDocument = graphql(`
  query Hub {
    hub {
      version
      countyCode
      countyName
      countyNameEn
      timeZone
      exercise
      weatherSource
      staleAfterIntervals
      map {
        latitude
        longitude
        bounds
        outlineUrl
        basemapUrl
        basemapGcj02
        basemapVector
        basemapLabelsUrl
        basemapAttribution
      }
    }
    viewer {
      kind
      name
      scopes
      secondFactorMissing
      posts {
        id
        role
        organisation
        area
      }
    }
  }
`)

/** What this hub is and who is asking; asked again when `generation` changes and while there is no answer. */
export function useHub(generation = 0) {
  const [result, again] = useQuery({ query: HubDocument })
  useEffect(() => {
    if (generation > 1) again({ requestPolicy: 'network-only' })
  }, [generation, again])
  const failed = result.error !== undefined && !result.fetching
  useEffect(() => {
    if (!failed) return
    const timer = setTimeout(() => again({ requestPolicy: 'network-only' }), 5_000)
    return () => clearTimeout(timer)
  }, [failed, again])
  return { hub: result.data?.hub, viewer: result.data?.viewer, error: result.error, again }
}
