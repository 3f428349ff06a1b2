import { useCallback } from 'react'
import { useClient } from 'urql'
import { graphql } from '@/gql/generated'
import type { IncidentPhotosQuery } from '@/gql/generated/graphql'
import { incidentUpdates, markOf } from '@/live/incidents'
import { useReread } from '@/live/reread'
import { useStream } from '@/live/stream'

const IncidentPhotosDocument = graphql(`
  query IncidentPhotos($id: ID!) {
    incident(id: $id) {
      id
      photos {
        id
        path
        caption
        takenAt
        latitude
        longitude
        uploadedAt
        by
        withdrawnAt
        withdrawnReason
        withdrawnBy
        task {
          id
          text
          textEn
        }
      }
    }
  }
`)

export const WithdrawPhotoDocument = graphql(`
  mutation WithdrawPhoto($input: WithdrawPhotoInput!) {
    withdrawPhoto(input: $input) {
      photo {
        id
      }
      userErrors {
        ...Told
      }
    }
  }
`)

export type Photo = NonNullable<NonNullable<IncidentPhotosQuery['incident']>['photos']>[number]

/** The pictures of an incident, newest first; null until they are read. */
export function usePhotos(id: string): readonly Photo[] | null {
  const client = useClient()
  const mark = markOf(useStream(incidentUpdates).value, id)
  const read = useCallback(async () => {
    const { data } = await client
      .query(IncidentPhotosDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    const photos = data?.incident?.photos
    return photos ? photos.toSorted((a, b) => Date.parse(b.uploadedAt) - Date.parse(a.uploadedAt)) : null
  }, [client, id])
  return useReread(read, mark)
}
