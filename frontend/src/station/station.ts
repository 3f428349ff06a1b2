import { graphql } from '@/gql/generated'
import type { StationQuery } from '@/gql/generated/graphql'

export const StationDocument = graphql(`
  query Station($code: String!) {
    station(code: $code) {
      id
      code
      name
      nameEn
      licence
      address
      status
      class
      exercise
      area {
        name
        nameEn
      }
      owner {
        name
        nameEn
      }
      devices {
        id
        code
        expectedIntervalSeconds
      }
      tanks {
        id
        number
        capacity
        unusableBottom
        height
        product {
          code
          name
          nameEn
        }
        latest {
          tankId
          measuredAt
          receivedAt
          level
          volume
          volume20
          temperature
          waterLevel
          waterVolume
        }
      }
    }
  }
`)

export type StationTank = NonNullable<StationQuery['station']>['tanks'][number]
